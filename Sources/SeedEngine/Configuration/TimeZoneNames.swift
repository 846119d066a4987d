import SeedModel
import SystemPackage

/// The time zones the machine knows, by the files of its time zone database.
struct TimeZoneNames {
    var directory = TimeZoneFile.directory

    /// Why a name can't be used; nil where it can.
    func problem(with name: String) -> String? {
        do throws(SeedError) {
            _ = try TimeZoneFile.load(name, from: directory)
            return nil
        } catch {
            return error.problem
        }
    }
}
