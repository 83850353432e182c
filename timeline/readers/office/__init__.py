"""What office documents and books need: `archives` unpacks them within limits, `flow` puts their text together."""
