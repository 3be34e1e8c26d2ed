// Package perceptron learns linear models and scores with them. It knows no
// language: a feature is a 32-bit fingerprint, a class a small number.
//
// # The model file
//
// A file is one line of text and a body. The line is "sayso model 1 " and a JSON
// object, the Header, that says what the model is, what it was trained on and
// under which terms, and how it scored. The body is a sequence of sections: the
// length of the section's name as an unsigned varint,
// the name, the length of its data as an unsigned varint, the data.
//
// What a section holds is up to whoever wrote it, but for two kinds. A list of
// strings is its strings, each followed by a line feed. A Model is
//
//   - the number of classes and the number of features, unsigned varints;
//   - the fingerprints in ascending order, each as the unsigned varint of its
//     distance from the one before, the first from zero;
//   - for each feature the number of its weights that are not zero, unsigned
//     varints;
//   - the classes of all weights, one byte each, in the order of features and,
//     within one, of classes;
//   - the weights themselves in the same order, signed (zigzag) varints, in
//     steps of 1/32.
//
// It is not compressed further: that saves a quarter of the bytes and doubles the
// time to load. The same weights give the same bytes.
package perceptron
