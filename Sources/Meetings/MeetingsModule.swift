public import Kernel
internal import Markup
internal import Storage

/// 會議: meetings of every kind alike, with agenda, minutes and decisions that are followed up.
public enum MeetingsModule {
    static let manage = Permission("meetings.manage", "籌備會議、寫紀錄和決議")
    static let approve = Permission("meetings.approve", "確定會議紀錄")
    static let report = Permission("meetings.report", "填報決議的辦理情形")

    /// What App's table of rights hands out.
    public static let permissions = (manage: manage, approve: approve, report: report)

    public static let module = Module(
        name: "meetings", title: "會議與決議",
        permissions: [manage, approve, report],
        migrations: MeetingsSchema.migrations,
        records: MeetingsSchema.records,
        jobs: [MeetingInvitations.kind],
        fileOwners: [Meeting.papersOwner],
        endpoints: PublicMeetingPages.all + DeskPages.all + SeriesPages.all + MeetingDeskPages.all
            + MeetingChangePages.all + PaperPages.all + MeetingDocumentPages.all + MeetingAPI.all,
        scopes: [
            Scope("series") { id, db in try MeetingQueries.series(id, db)?.agency },
            Scope("meeting") { id, db in try MeetingQueries.find(id, db)?.series.agency },
            Scope("decision") { id, db in try MeetingQueries.decision(id, db)?.leadAgency },
        ],
        contributions: [MeetingNouns.meeting, MeetingNouns.decision, MeetingSearch.meetings, MeetingPublicTable.meetings],
        menu: [
            MenuItem("meetings", "公開的會議", MeetingURL.list),
            MenuItem("desk-meetings", "會議與決議", MeetingURL.desk, in: .desk(.business), icon: "user", permission: manage),
        ],
        english: PackageResources.en_json,
        sitemap: { db in [MeetingURL.list] + (try MeetingQueries.published(before: nil, limit: 1000, db)).map { MeetingURL.meeting($0.id) } })
}
