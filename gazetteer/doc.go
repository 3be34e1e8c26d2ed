// Package gazetteer is a list of places that is read where it lies: nothing is
// unpacked when it is opened, and a look-up allocates nothing.
//
// # The file
//
// A file is one line of text, "sayso gazetteer 1 " and a JSON object, the
// Header, and a body of fixed-width numbers, little-endian:
//
//   - the number of places, of keys and of bytes of names, 32 bits each;
//   - the places, 28 bytes each, ascending by GeoNames ID: ID, latitude and
//     longitude in steps of 1/100,000 degree, population, offset of the name, 32
//     bits each; length of the name, feature and country (numbers in the lists of
//     the header), 8 bits each; first-level division, 16 bits; second-level
//     division, 24 bits. Divisions are numbered over the whole file, zero is none;
//   - 65,537 numbers of keys, 32 bits each: keys whose hash begins with the 16
//     bits b are those from the bth to the next number;
//   - the keys, 8 bytes each: the next 32 bits of the hash and the number of the
//     place, with 1<<31 added when the key is not the place's own name. Keys of one
//     hash stand by falling population;
//   - the names, one after the other.
//
// A key is a name as Fold writes it. Keys are not stored, only 48 bits of their
// hashes: of a million words that are no place, one in a thousand million finds
// something.
package gazetteer
