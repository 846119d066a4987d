/// An activity with its timetable and the environments it is between.
package struct Appointment: Sendable, Equatable {
    package var activity: Activity
    package var timetable: Timetable
    /// Empty where rows go nowhere.
    package var from: String
    package var to: String

    package init(_ activity: Activity, _ timetable: Timetable, from: String = "", to: String = "") {
        self.activity = activity
        self.timetable = timetable
        self.from = from
        self.to = to
    }
}
