//! Every rule of the arguments, whole documents, and tokens.

mod arguments;
mod request;
mod token;
mod write;
