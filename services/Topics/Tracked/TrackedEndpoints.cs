using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Persistence;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Access;
using Supervision.Topics.Advice;
using Supervision.Topics.Data;
using Supervision.Topics.Work;
using static Supervision.Topics.Work.WorkRules;

namespace Supervision.Topics.Tracked;

/// <summary>Key proposals and important advice whose handling the commission follows (R10).</summary>
internal static class TrackedEndpoints
{
    static readonly Role[] Readers = [.. TopicAccess.Joint.Union(WorkAccess.Followers)];

    public static void MapTracked(this RouteGroupBuilder topics)
    {
        var tracked = topics.MapGroup("/tracked").WithTags("Tracked");
        tracked.MapTrackedList(Readers);
        tracked.MapPost("/", OpenAsync).RequireRole(WorkAccess.Keepers).WithIdempotency<TopicsDb>()
            .WithName("TrackMatter").WithSummary("Starts the commission's follow-up of a key proposal or important advice.");
        tracked.MapGet("/{trackedId:guid}", GetAsync).RequireRole(Readers).WithName("GetTracked").WithSummary("A matter with the commission's notes.");
        tracked.MapPost("/{trackedId:guid}/notes", NoteAsync).RequireRole(WorkAccess.Followers)
            .WithName("NoteTracked").WithSummary("Adds the commission's note on the state of the handling.");
        tracked.MapPost("/{trackedId:guid}/conclude", ConcludeAsync).RequireRole(Discipline.Leader)
            .WithName("ConcludeTracked").WithSummary("The commission's leader ends the follow-up of a matter.");
    }

    static Task<Results<Created<TrackedView>, NotFound>> OpenAsync([AsParameters] WorkCall call, TrackRequest request) => call.CreateAsync(
        request.SuggestionId ?? request.ProposalId ?? request.TopicId ?? Guid.Empty,
        async (c, now) =>
        {
            await CheckAsync(c, request);
            var (matter, fact) = TrackedMatter.Open(request.Content, c.Caller, now);
            return ((TrackedMatter, IIntegrationEvent?)?)(matter, fact);
        },
        View(call), matter => $"/api/topics/tracked/{matter.Id}");

    static async Task<Results<Ok<TrackedView>, NotFound>> GetAsync([AsParameters] WorkCall call, Guid trackedId)
    {
        if (await FindAsync(call, trackedId) is not { } matter) return TypedResults.NotFound();
        call.Http.SetEntityTag(matter.Version);
        return TypedResults.Ok(View(call)(matter));
    }

    static Task<Results<Ok<TrackedView>, NotFound>> NoteAsync([AsParameters] WorkCall call, Guid trackedId, TrackedNoteRequest request) => call.RunAsync(
        trackedId, c => FindAsync(c, trackedId), (matter, now) => matter.Note(request.Handling, request.Text, call.Caller, now), View(call));

    static Task<Results<Ok<TrackedView>, NotFound>> ConcludeAsync([AsParameters] WorkCall call, Guid trackedId, ConclusionRequest request) => call.RunAsync(
        trackedId, c => FindAsync(c, trackedId), (matter, now) => matter.Conclude(request.Conclusion, call.Caller, now), View(call));

    static Task<TrackedMatter?> FindAsync(WorkCall call, Guid id) =>
        call.Db.Set<TrackedMatter>().Where(call.Access.ReadableMatters(call.Caller)).SingleOrDefaultAsync(t => t.Id == id, call.Cancellation);

    static Func<TrackedMatter, TrackedView> View(WorkCall call) => matter => TrackedView.For(matter, DistrictTime.DayAt(call.Clock.GetUtcNow()));

    /// <summary>Its subject must exist and be visible to the caller, and may be followed only once.</summary>
    static async Task CheckAsync(WorkCall call, TrackRequest request)
    {
        var known = (request.TopicId is not { } topic || await call.TopicAsync(topic) is not null)
            && (request.ProposalId is not { } proposal || await call.Db.Proposals.AnyAsync(p => p.Id == proposal && p.District == call.Caller.District, call.Cancellation))
            && (request.SuggestionId is not { } suggestion || await AdoptionEndpoints.Readable(call).AnyAsync(s => s.Id == suggestion, call.Cancellation));
        Require(known, TrackingUnknown);
        var twice = (request.ProposalId is not null || request.SuggestionId is not null) && await call.Db.Set<TrackedMatter>().AnyAsync(
            t => t.Status == TrackedStatus.Open && t.ProposalId == request.ProposalId && t.SuggestionId == request.SuggestionId, call.Cancellation);
        Require(!twice, TrackingTwice);
    }
}
