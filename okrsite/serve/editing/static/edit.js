// Checks while typing, and pickers: see below.
