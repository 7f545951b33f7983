public import Kernel
internal import Markup
internal import Storage

/// 案件: running matters, the inbox and what people are told. The procedures come from the modules whose work it is.
public enum MattersModule {
    /// What App's table of rights hands out.
    public static let permissions = (
        timeliness: TimelinessPages.read, peopleTimeliness: TimelinessPages.readPeople, agencyMatters: AgencyListPages.read
    )

    /// Adds up the timeliness of all matters anew, as the job does when there are no sums; for matters that did not come by steps.
    /// - Returns: how many were counted.
    @discardableResult
    public static func countAnew(_ city: City) async throws -> Int { try await Tally.rebuild(city) }

    public static let module = Module(
        name: "matters", title: "待辦",
        permissions: [TimelinessPages.read, TimelinessPages.readPeople, AgencyListPages.read],
        settings: [NoticeMail.digestHour],
        migrations: MatterSchema.migrations + [NoticeSchema.migration, TallySchema.migration, AgencyListSchema.migration],
        records: MatterSchema.records,
        erasers: [MatterEraser.eraser],
        jobs: [NoticeMail.kind, Chasing.kind, Tally.kind, Handover.kind],
        fileOwners: [Matters.filesOwner],
        topics: [InboxEvents.moved],
        calendarObservers: [Matters.calendarChanged],
        staffObservers: [Handover.staffChanged],
        endpoints: [
            InboxPage.page, InboxEvents.stream, BulkSteps.step, MatterPage.page, MatterSteps.step, MatterSteps.undo, MatterSteps.watch,
            MatterFiles.add,
            MatterSteps.proof,
            NoticePages.list, NoticePages.readAll, NoticePages.prefer, FeedPages.make, FeedPages.stop, FeedPages.feed, InboxAPI.list, InboxAPI.matter,
            OpenMatterPage.page, OpenMatterPage.proof, ProcedurePages.list, ProcedurePages.show, TimelinessPages.page, TimelinessPages.api,
            TimelinessPages.people,
            TimelinessPages.peopleAPI,
            AgencyListPages.page, AgencyListPages.list,
        ],
        scopes: [
            Scope("matter", isParty: MatterQueries.isParty), Scope("lead") { id, db in try AgencyQueries.find(id: id, db)?.id },
        ],
        contributions: [MatterNoun.noun, MatterSearch.matters, ProcedureTable.procedures] + TimelinessMetrics.all,
        menu: [
            MenuItem("inbox", "待辦", MatterURL.inbox, in: .desk(.work), icon: "list"),
            MenuItem("notices", "通知", "/notices", in: .desk(.work), icon: "bell"),
            MenuItem("timeliness", "案件時效", "/timeliness", in: .desk(.city), icon: "chart", permission: TimelinessPages.read),
            MenuItem("procedures", "流程", "/procedures", in: .desk(.city), icon: "book"),
        ],
        english: PackageResources.en_json)
}
