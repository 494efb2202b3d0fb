using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Consumers;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Work;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Messaging;
using Supervision.Persistence;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Deadlines;

/// <summary>
/// How a district's deadlines are counted (R34, R37). Either body's leader may change it; deadlines are recounted, each with a record.
/// </summary>
internal static class ClockEndpoints
{
    const int MostShown = 200;

    public static void MapClock(this RouteGroupBuilder assessment)
    {
        var clock = assessment.MapGroup("/clock").WithTags("Deadlines");
        clock.MapGet("/", GetAsync).RequireRole(AssessmentAccess.Readers).WithName("GetClock").WithSummary("How the district counts its 20 days.");
        clock.MapGet("/preview", PreviewAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("PreviewClock").WithSummary("Which open deadlines would move under another way of counting.");
        clock.MapPut("/rule", CountAsync).RequireRole(AssessmentAccess.Leaders).WithName("SetCounting").WithSummary("Counts calendar days or working days from here on.");
        clock.MapPost("/pause", PauseAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("PauseClock").WithSummary("Pauses the district's clocks from today on, with a reason.");
        clock.MapPost("/resume", ResumeAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("ResumeClock").WithSummary("Resumes the clocks; today is the last day not counted.");
        clock.MapGet("/changes", ChangesAsync).RequireRole(AssessmentAccess.Readers)
            .WithName("ListClockChanges").WithSummary("The changes, newest first, and how many deadlines each moved.");
    }

    static async Task<Ok<ClockView>> GetAsync([AsParameters] AssessmentCall call, DeadlineBook book) =>
        TypedResults.Ok(ClockView.For(await book.ClockAsync(call.Caller.District, call.Cancellation)));

    static async Task<Ok<ClockPreview>> PreviewAsync([AsParameters] AssessmentCall call, CountingMode mode, DeadlineBook book)
    {
        var clock = (await book.ClockAsync(call.Caller.District, call.Cancellation)).With(mode);
        var now = call.Clock.GetUtcNow();
        var open = call.Db.Set<ReplyDeadline>().AsNoTracking().Where(d => d.District == clock.District && d.Open && d.OverdueAt == null)
            .OrderBy(d => d.Due).ThenBy(d => d.Id);
        var (seen, moved) = (0, new List<MovedDeadline>());
        var count = 0;
        await foreach (var deadline in open.AsAsyncEnumerable().WithCancellation(call.Cancellation))
        {
            seen++;
            var after = book.Count(clock, deadline.From, deadline.Extensions).Due;
            if (after == deadline.Due || (after <= now && !deadline.Held)) continue;
            count++;
            if (moved.Count < MostShown) moved.Add(new(deadline.Id, deadline.FormId, deadline.Reference, deadline.Unit, deadline.Due, after));
        }

        return TypedResults.Ok(new ClockPreview(seen, count, moved));
    }

    static Task<Ok<ClockView>> CountAsync([AsParameters] AssessmentCall call, CountingRequest request) =>
        ChangeAsync(call, (clock, now) => Task.FromResult((clock.Count(request.Mode, call.Caller, now), (ClockPauseChanged?)null)));

    static Task<Ok<ClockView>> PauseAsync([AsParameters] AssessmentCall call, ReasonRequest request) => ChangeAsync(call, async (clock, now) =>
    {
        var change = clock.Pause(request.Reason, DistrictTime.DayAt(now), call.Caller, now);
        return (change, new(clock.Paused!.Id, clock.District, true, await ContactsAsync(call), call.Caller.UserId, now));
    });

    static Task<Ok<ClockView>> ResumeAsync([AsParameters] AssessmentCall call) => ChangeAsync(call, async (clock, now) =>
    {
        var (ended, change) = clock.Resume(DistrictTime.DayAt(now), call.Caller, now);
        return (change, new(ended.Id, clock.District, false, await ContactsAsync(call), call.Caller.UserId, now));
    });

    static async Task<Ok<IReadOnlyList<ClockChangeView>>> ChangesAsync([AsParameters] AssessmentCall call)
    {
        var changes = await call.Db.Set<ClockChange>().AsNoTracking().Where(c => c.District == call.Caller.District)
            .OrderByDescending(c => c.ClockVersion).Take(MostShown).ToListAsync(call.Cancellation);
        var versions = changes.Select(c => c.ClockVersion).ToList();
        var moved = await call.Db.Set<DeadlineEvent>()
            .Where(e => e.District == call.Caller.District && versions.Contains(e.ClockVersion)
                && (e.Kind == DeadlineEventKind.Moved || e.Kind == DeadlineEventKind.Held || e.Kind == DeadlineEventKind.Resumed))
            .GroupBy(e => e.ClockVersion).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, call.Cancellation);
        return TypedResults.Ok<IReadOnlyList<ClockChangeView>>([.. changes.Select(c => ClockChangeView.For(c, moved.GetValueOrDefault(c.ClockVersion)))]);
    }

    /// <summary>Changes of one district run one after the other.</summary>
    static async Task<Ok<ClockView>> ChangeAsync(
        AssessmentCall call, Func<DistrictClock, DateTimeOffset, Task<(ClockChange Change, ClockPauseChanged? Fact)>> command)
    {
        var (db, district, ct) = (call.Db, call.Caller.District, call.Cancellation);
        DistrictClock? clock = null;
        await db.InTransactionAsync(async () =>
        {
            await db.LockMatterAsync($"clock/{district}", ct);
            clock = await db.Set<DistrictClock>().SingleOrDefaultAsync(c => c.District == district, ct);
            if (clock is null) db.Add(clock = DistrictClock.Of(district));
            var (change, fact) = await command(clock, call.Clock.GetUtcNow());
            db.Add(change);
            if (fact is not null) db.Enqueue(fact);
            await db.SaveChangesAsync(ct);
        }, ct);
        return TypedResults.Ok(ClockView.For(clock!));
    }

    static async Task<IReadOnlyList<Guid>> ContactsAsync(AssessmentCall call) =>
        await call.Db.Set<UnitContact>().Where(c => c.District == call.Caller.District && c.Active).Select(c => c.UserId).ToListAsync(call.Cancellation);
}
