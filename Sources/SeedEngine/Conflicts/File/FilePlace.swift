/// Where in a file something stands, from 1.
struct FilePlace: Sendable, Hashable {
    var line: Int
    var column: Int
}
