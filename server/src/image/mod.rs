//! What a process keeps of its memory for its next start, which then need not put it together again. Only the very program
//! that wrote an image reads it: its layout is that of the program's own structures, and what follows from them was worked
//! out by the program's own rules.

mod file;
mod program;

#[cfg(test)]
mod tests;

pub(crate) use file::{Block, ImageError, ImageReader, ImageWriter};
pub(crate) use program::{Program, this_program};
