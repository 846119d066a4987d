/// A statement that PostgreSQL refused; `message` is what psql wrote to stderr.
package struct PsqlError: Error, CustomStringConvertible, Sendable {
    package var message: String

    package var description: String { "psql: \(message)" }
}
