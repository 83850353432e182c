"""What web pages need: `page` reads what they state of themselves, `surroundings` takes away what is no article."""
