"""What web pages need: `page` reads what they state, `shown` what they show, `surroundings` drops the rest."""
