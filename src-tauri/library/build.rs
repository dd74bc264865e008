//! The pack is built into the program: a file that is new in `data/` must be taken in, which the macro alone does not see.

fn main() {
    println!("cargo::rerun-if-changed=../../data");
}
