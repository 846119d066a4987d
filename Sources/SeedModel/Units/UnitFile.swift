/// The text of a systemd unit.
package struct UnitFile: Sendable, Equatable {
    /// With its ending, as `seedd@prices.timer`; a drop-in with its folder.
    package var name: String
    package var text: String

    /// Where an administrator's units belong.
    package static let directory = "/etc/systemd/system"
}
