using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Notifications.Calendars;
using Supervision.Notifications.Data;
using Supervision.Notifications.Deliveries;
using Supervision.Notifications.FanOut;
using Supervision.Notifications.Inbox;
using Supervision.Notifications.Liaisons;
using Supervision.Notifications.Reminders;
using Supervision.Notifications.Webhooks;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Testing;

namespace Supervision.Notifications.Tests;

/// <summary>Identity and this service as AppHost runs them, with the sample accounts.</summary>
public sealed class SignedInPlatform() : PlatformHost("identity", "notifications")
{
    readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public SampleAccounts Accounts { get; private set; } = null!;

    public NpgsqlDataSource Owner { get; private set; } = null!;

    internal UncheckedService Unchecked { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Accounts = SampleAccounts.Read(AccountsFile);
        Owner = NpgsqlDataSource.Create(Host.ConnectionString("notificationsdb"));
        Unchecked = new UncheckedService(Host.EnvironmentOf("notifications"));
    }

    public Api As(string token) => new(_http, Host.Address("notifications"), token, "zh-CN");

    /// <summary>The same service without its own checks.</summary>
    public Api AsUnchecked(string token) => new(_http, Unchecked.ClientOptions.BaseAddress, token, "zh-CN");

    public SignInClient SignIn => new(Host.Address("identity"));

    public override async ValueTask DisposeAsync()
    {
        if (Unchecked is not null) await Unchecked.DisposeAsync();
        if (Owner is not null) await Owner.DisposeAsync();
        _http.Dispose();
        await base.DisposeAsync();
    }
}

/// <summary>
/// The service in the tests' own process with each of its own checks replaced by one that allows: anybody signed in passes, and queries ask for
/// everybody's notifications. Whatever is still refused is refused by row-level security.
/// </summary>
internal sealed class UncheckedService(IReadOnlyDictionary<string, string?> settings) : InProcessService<Program>(settings, open: true)
{
    protected override void ReadEverything(IServiceCollection services) => services
        .AddSingleton<InboxAccess, Everybodys>()
        .AddSingleton<BodyAccess, EveryBodys>()
        .AddSingleton<CalendarAccess, EverybodysCalendars>()
        .AddSingleton<LiaisonAccess, EverybodysLiaisons>();

    sealed class Everybodys : InboxAccess
    {
        public override IQueryable<Notification> Of(Caller caller, NotificationsDb db) => db.Notifications.AsNoTracking();

        public override IQueryable<Delivery> Deliveries(Caller caller, NotificationsDb db) => db.Set<Delivery>().AsNoTracking();
    }

    sealed class EveryBodys : BodyAccess
    {
        public override IQueryable<Delivery> Deliveries(Caller caller, NotificationsDb db) => db.Set<Delivery>().AsNoTracking();

        public override IQueryable<FanOutJob> Parked(Caller caller, NotificationsDb db) => db.Set<FanOutJob>().AsNoTracking().Where(job => job.ParkedReason != null);

        public override IQueryable<Webhook> Webhooks(Caller caller, NotificationsDb db) => db.Set<Webhook>();

        public override IQueryable<WebhookMessage> Messages(Caller caller, NotificationsDb db) => db.Set<WebhookMessage>();
    }

    sealed class EverybodysCalendars : CalendarAccess
    {
        public override IQueryable<Deadline> Known(Caller caller, NotificationsDb db) => Counted(db);

        public override IQueryable<CalendarChange> History(Caller caller, NotificationsDb db) => db.Set<CalendarChange>().AsNoTracking();
    }

    sealed class EverybodysLiaisons : LiaisonAccess
    {
        public override IQueryable<Liaison> Register(Caller caller, NotificationsDb db) => db.Set<Liaison>();

        public override IQueryable<Liaison> Own(Caller caller, NotificationsDb db) => db.Set<Liaison>();

        public override IQueryable<StageBrief> Briefs(Caller caller, NotificationsDb db) => db.Set<StageBrief>();
    }
}
