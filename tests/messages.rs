//! Error sentences, word by word.
