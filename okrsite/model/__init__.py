"""The nouns that travel along the road: frozen, typed, without effects."""
