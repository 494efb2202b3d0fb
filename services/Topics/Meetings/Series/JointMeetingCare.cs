using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Collaboration;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.Topics.Data;
using Supervision.Topics.Meetings.Agenda;

namespace Supervision.Topics.Meetings.Series;

/// <summary>
/// Automatic care of joint meetings: the series plans them, their agendas take up waiting matters, and a month without one is flagged. Everything is
/// derived from the database, so a restart forgets nothing; copies of the service skip rows another one has locked.
/// </summary>
internal sealed partial class JointMeetingCare(IServiceScopeFactory scopes, HolidayData holidays, TimeProvider clock, ILogger<JointMeetingCare> logger)
    : BackgroundService
{
    const int Batch = 50;

    static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
            {
                Failed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal async Task SweepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await InScopeAsync(services => PlanAsync(services, now, ct), ct);
        await InScopeAsync(services => AssembleAsync(services, now, ct), ct);
        await InScopeAsync(services => OpenMonthsAsync(services, now, ct), ct);
        await InScopeAsync(services => FlagAsync(services, now, ct), ct);
    }

    /// <summary>Plans this month's and next month's meeting of each series, unless it is planned or its day is over.</summary>
    async Task PlanAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        var db = services.GetRequiredService<TopicsDb>();
        var month = DistrictTime.MonthAt(now);
        var (first, second) = (month, month.AddMonths(1));
        var due = await db.Set<JointSeries>().FromSql($"""
            select s.*, s.xmin from joint_series s
            where s.active and (select count(*) from meetings m where m.district = s.district and m.series_month in ({first}, {second})) < 2
            limit {Batch} for update skip locked
            """).ToListAsync(ct);
        foreach (var series in due)
        {
            var calendar = await db.CalendarAsync(series.District, holidays, ct);
            var planned = await db.Set<Meeting>().Where(m => m.District == series.District && (m.SeriesMonth == first || m.SeriesMonth == second))
                .Select(m => m.SeriesMonth).ToListAsync(ct);
            foreach (var open in new[] { first, second }.Where(m => !planned.Contains(m)))
            {
                var starts = series.In(open, calendar);
                if (starts <= now) continue;
                var plan = new MeetingPlan(MeetingKind.Joint, $"{open.Year}年{open.Month}月联席会议", series.Place, starts);
                var meeting = Meeting.Plan(series.District, plan, null, now, open);
                await services.GetRequiredService<StandingInvitations>().InviteAsync(meeting, ct);
                db.Add(meeting);
            }
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The next joint meeting of each district takes up waiting matters.</summary>
    static async Task AssembleAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        var (db, waiting) = (services.GetRequiredService<TopicsDb>(), services.GetRequiredService<WaitingMatters>());
        var since = now - WaitingMatters.Forgotten;
        var next = await db.Set<Meeting>().FromSql($"""
            select *, xmin from meetings m where kind = 'Joint' and status in ('Planned', 'Called') and starts > {since}
                and not exists (select from meetings earlier where earlier.district = m.district and earlier.kind = 'Joint'
                    and earlier.status in ('Planned', 'Called') and earlier.starts > {since} and (earlier.starts, earlier.id) < (m.starts, m.id))
            for update skip locked
            """).ToListAsync(ct);
        foreach (var meeting in next)
        {
            await db.Entry(meeting).Collection(m => m.Agenda).LoadAsync(ct);
            meeting.Assemble(await waiting.OfAsync(meeting.District, meeting.Id, now, ct), now);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>Every district gets a row for every month since it was first seen, even after a year of standstill.</summary>
    async Task OpenMonthsAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        var db = services.GetRequiredService<TopicsDb>();
        var current = DistrictTime.MonthAt(now);
        var behind = await db.People.Select(p => p.District).Distinct()
            .Where(district => !db.Set<JointMonth>().Any(m => m.District == district && m.Month >= current)).ToListAsync(ct);
        foreach (var district in behind)
        {
            await db.LockCalendarAsync(district, ct);
            var calendar = await db.CalendarAsync(district, holidays, ct);
            var last = await db.Set<JointMonth>().Where(m => m.District == district && m.Month >= current.AddYears(-1)).MaxAsync(m => (DateOnly?)m.Month, ct);
            for (var month = last?.AddMonths(1) ?? current; month <= current; month = month.AddMonths(1))
            {
                var opened = JointMonth.Of(district, month, calendar, now);
                await db.Database.ExecuteSqlAsync($"""
                    insert into joint_months (id, district, month, flags_at, due_check)
                    values ({opened.Id}, {district}, {month}, {opened.FlagsAt}, {opened.DueCheck}) on conflict (district, month) do nothing
                    """, ct);
            }
        }
    }

    /// <summary>Flags months without a held meeting on their last working day, and notifies the liaisons.</summary>
    static async Task FlagAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        var db = services.GetRequiredService<TopicsDb>();
        var due = await db.Set<JointMonth>().FromSql($"""
            select *, xmin from joint_months where due_check <= {now} order by due_check limit {Batch} for update skip locked
            """).ToListAsync(ct);
        foreach (var month in due)
        {
            var held = await db.Set<Meeting>().AnyAsync(
                m => m.District == month.District && m.Kind == MeetingKind.Joint && m.Status == MeetingStatus.Held && m.Month == month.Month, ct);
            var liaison = Cppcc.Liaison.Name; // the same in both bodies
            var liaisons = await db.People.Where(p => p.District == month.District && p.Active && p.Roles.Contains(liaison)
                && (p.Body == Bodies.Cppcc || p.Body == Bodies.Discipline)).Select(p => p.UserId).ToListAsync(ct);
            if (month.Look(held, liaisons, now) is { } fact) db.Enqueue(fact);
        }

        await db.SaveChangesAsync(ct);
    }

    async Task InScopeAsync(Func<IServiceProvider, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<DataScope>().UseService(DataScope.AllDistricts);
        var db = scope.ServiceProvider.GetRequiredService<TopicsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await work(scope.ServiceProvider);
        await transaction.CommitAsync(ct);
    }

    [LoggerMessage(LogLevel.Warning, "Joint meetings could not be processed; retrying shortly")]
    partial void Failed(Exception e);
}
