package import SeedModel

extension ServiceTemplate {
    /// `systemd/seedd@.service`, the very file that is installed: a link beside this file has it compiled in.
    package static let shipped = ServiceTemplate(String(decoding: PackageResources.seedd__service, as: UTF8.self))
}
