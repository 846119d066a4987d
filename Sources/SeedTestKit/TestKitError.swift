/// Something the test kit could not do; a fault of the machine or of the test, never of what is tested.
package struct TestKitError: Error, CustomStringConvertible, Sendable {
    package var description: String

    package init(_ description: String) { self.description = description }
}
