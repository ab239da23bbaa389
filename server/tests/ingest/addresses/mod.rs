//! Files of the web that descriptors of a directory name by their addresses.

mod asking;
mod contracts;
mod failing;
mod leading;
mod web;
