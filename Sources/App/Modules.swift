internal import Administration
internal import Indicators
public import Kernel
internal import Ledger
internal import Matters
internal import Meetings
internal import Monitoring
internal import Planning
internal import Search
public import Storage
internal import Tables
internal import Threads
internal import Web

/// The one list of modules, and who may do what.
public enum Modules {
    public static let all = [
        WebModule.module, LedgerModule.module, MattersModule.module, MeetingsModule.module, IndicatorsModule.module, ThreadsModule.module,
        PlanningModule.module, MonitoringModule.module,
        SearchModule.module, TablesModule.module, AdministrationModule.module,
    ]

    /// The table of rights. `docs/permissions.md` shows it to people and a test holds the two together.
    public static let grants =
        [
            Grant(.officer, PlanningModule.permissions.draft, .ownAgency),
            Grant(.agencyHead, PlanningModule.permissions.draft, .ownAgency),
            Grant(.reviewer, PlanningModule.permissions.draft, .city),
            Grant(.reviewer, PlanningModule.permissions.publish, .city),
            Grant(.reviewer, PlanningModule.permissions.coordinate, .city),
            Grant(.officer, PlanningModule.permissions.read, .ownAgency),
            Grant(.agencyHead, PlanningModule.permissions.read, .ownAgency),
            Grant(.reviewer, PlanningModule.permissions.read, .city),
            Grant(.mayor, PlanningModule.permissions.read, .city),
            Grant(.officer, MattersModule.permissions.agencyMatters, .ownAgency),
            Grant(.agencyHead, MattersModule.permissions.agencyMatters, .ownAgency),
            Grant(.reviewer, MattersModule.permissions.agencyMatters, .city),
            Grant(.mayor, MattersModule.permissions.agencyMatters, .city),
            Grant(.officer, MattersModule.permissions.timeliness, .city),
            Grant(.agencyHead, MattersModule.permissions.timeliness, .city),
            Grant(.reviewer, MattersModule.permissions.timeliness, .city),
            Grant(.mayor, MattersModule.permissions.timeliness, .city),
            Grant(.agencyHead, MattersModule.permissions.peopleTimeliness, .ownAgency),
            Grant(.reviewer, MattersModule.permissions.peopleTimeliness, .city),
            Grant(.reviewer, MonitoringModule.permissions.dispatch, .city),
            Grant(.officer, MonitoringModule.permissions.read, .city),
            Grant(.agencyHead, MonitoringModule.permissions.read, .city),
            Grant(.reviewer, MonitoringModule.permissions.read, .city),
            Grant(.mayor, MonitoringModule.permissions.read, .city),
            Grant(.officer, MeetingsModule.permissions.manage, .ownAgency),
            Grant(.agencyHead, MeetingsModule.permissions.manage, .ownAgency),
            Grant(.reviewer, MeetingsModule.permissions.manage, .city),
            Grant(.agencyHead, MeetingsModule.permissions.approve, .ownAgency),
            Grant(.reviewer, MeetingsModule.permissions.approve, .city),
            Grant(.officer, MeetingsModule.permissions.report, .ownAgency),
            Grant(.agencyHead, MeetingsModule.permissions.report, .ownAgency),
            Grant(.reviewer, MeetingsModule.permissions.report, .city),
            Grant(.officer, IndicatorsModule.permissions.report, .ownAgency),
            Grant(.officer, IndicatorsModule.permissions.define, .ownAgency),
            Grant(.agencyHead, IndicatorsModule.permissions.report, .ownAgency),
            Grant(.agencyHead, IndicatorsModule.permissions.define, .ownAgency),
            Grant(.reviewer, IndicatorsModule.permissions.report, .city),
            Grant(.reviewer, IndicatorsModule.permissions.define, .city),
            Grant(.officer, ThreadsModule.permission, .ownAgency),
            Grant(.agencyHead, ThreadsModule.permission, .ownAgency),
            Grant(.reviewer, ThreadsModule.permission, .city),
            Grant(.administrator, WebModule.manageJobs, .city),
        ] + AdministrationModule.permissions.map { Grant(.administrator, $0, .city) }

    public static let settings = KernelSettings.all + all.flatMap(\.settings)

    /// In the order they are applied, after the store's own: the kernel's, then each module's.
    public static let migrations = KernelSchema.migrations + all.flatMap(\.migrations)

    /// What entries commit to.
    public static let records = KernelSchema.records + all.flatMap(\.records)
}
