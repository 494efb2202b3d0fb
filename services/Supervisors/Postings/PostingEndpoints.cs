using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Calendar;
using Supervision.Contracts;
using Supervision.Documents;
using Supervision.Persistence;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Supervisors.Access;
using Supervision.Supervisors.Calls;
using Supervision.Supervisors.Conflicts;
using Supervision.Supervisors.Data;
using Supervision.Supervisors.Engagements;
using Supervision.Supervisors.Roster;
using static Supervision.Supervisors.Teams.TeamRules;

namespace Supervision.Supervisors.Postings;

/// <summary>Filters for the list of postings; all given ones apply.</summary>
internal sealed class PostingQuery : ListQuery
{
    public Choice<PostingKind>? Kind { get; init; }

    public Guid? Person { get; init; }

    /// <summary>Only those running on this day.</summary>
    public DateOnly? On { get; init; }

    /// <summary><c>newest</c> (unless given), <c>name</c> or <c>end</c>.</summary>
    public Choice<EngagementSort>? Sort { get; init; }
}

/// <summary>Postings to key projects and localities (R16).</summary>
internal static class PostingEndpoints
{
    static readonly string[] Head = ["类型", "项目或属地", "人员", "涉及单位", "开始", "结束", "提前结束时间", "提前结束原因"];

    public static void MapPostings(this RouteGroupBuilder supervisors)
    {
        var postings = supervisors.MapGroup("/postings").WithTags("Postings");
        postings.MapGet("/", ListAsync).WithName("ListPostings").WithSummary("The postings the caller reads, latest first.");
        postings.MapGet("/export", ExportAsync).WithName("ExportPostings").WithSummary("The whole list as a spreadsheet.");
        postings.MapGet("/{id:guid}", GetAsync).WithName("GetPosting").WithSummary("A posting.");
        postings.MapPost("/", PostAsync).RequireRole(SupervisorAccess.Keepers).WithIdempotency<SupervisorsDb>()
            .WithName("PostSomebody").WithSummary("Posts a member, a supervisor or a cadre to a key project or a locality.");
        postings.MapPut("/{id:guid}", ChangeAsync).RequireRole(SupervisorAccess.Keepers)
            .WithName("ChangePosting").WithSummary("Changes a posting. If-Match is checked when given.");
        postings.MapPost("/{id:guid}/end", EndAsync).RequireRole(SupervisorAccess.Keepers).WithName("EndPosting").WithSummary("Ends a posting early, with a reason.");
    }

    static async Task<Ok<Page<PostingView>>> ListAsync([AsParameters] RecordCall call, [AsParameters] PostingQuery query)
    {
        query.Check();
        var sort = query.Sort?.Value;
        var found = await Filter(call, query).Page(query, sort, p => p.Id, p => p.Name, p => p.Until).ToListAsync(call.Cancellation);
        return TypedResults.Ok(query.PageOf(found, PostingView.For, p => EngagementList.ValueOf(sort, p.Name, p.Until), p => p.Id));
    }

    static async Task<SheetResult> ExportAsync([AsParameters] RecordCall call, [AsParameters] PostingQuery query)
    {
        query.Check();
        var names = await call.NamesAsync();
        var postings = Filter(call, query).Sorted(query.Sort?.Value, p => p.Id, p => p.Name, p => p.Until).AsAsyncEnumerable();
        return new SheetResult("派驻与下沉", Head, postings.Select(p => new object?[]
        {
            Labels.Of(p.Kind), p.Name, names.GetValueOrDefault(p.UserId, ""), string.Join('、', p.Units), Labels.Day(p.From), Labels.Day(p.Until),
            Labels.At(p.EndedAt), p.EndedFor,
        }));
    }

    static async Task<Results<Ok<PostingView>, NotFound>> GetAsync([AsParameters] RecordCall call, Guid id)
    {
        if (await FindAsync(call, id) is not { } posting) return TypedResults.NotFound();
        call.Http.SetEntityTag(posting.Version);
        return TypedResults.Ok(PostingView.For(posting));
    }

    static Task<Results<Created<PostingView>, NotFound>> PostAsync([AsParameters] RecordCall call, PostingRequest request, ConflictCheck conflicts) =>
        call.CreateAsync<Posting, PostingView>(
            $"postings/{request.UserId}",
            async (asked, now) =>
            {
                var district = asked.Caller.District;
                var person = await asked.Db.People.SingleOrDefaultAsync(p => p.UserId == request.UserId && p.District == district, asked.Cancellation);
                Require(person is not null && SupervisorAccess.Everybody.Any(person.IsActive), MemberUnfit, person?.Name);
                await CheckAsync(conflicts, asked, request.UserId, request.Units, now);
                var posting = Posting.Post(request, asked.Caller, now);
                return (posting, [posting.Tell(now)]);
            },
            PostingView.For, posting => $"/api/supervisors/postings/{posting.Id}");

    static Task<Results<Ok<PostingView>, NotFound>> ChangeAsync([AsParameters] RecordCall call, Guid id, PostingChange change, ConflictCheck conflicts) =>
        call.RunAsync($"posting/{id}", asked => FindAsync(asked, id), async (posting, now) =>
        {
            await CheckAsync(conflicts, call, posting.UserId, [.. change.Units.Except(posting.Units)], now);
            return [posting.Change(change, now)];
        }, PostingView.For);

    static Task<Results<Ok<PostingView>, NotFound>> EndAsync([AsParameters] RecordCall call, Guid id, ReasonRequest request) =>
        call.RunAsync<Posting, PostingView>($"posting/{id}", asked => FindAsync(asked, id),
            (posting, now) => Task.FromResult<IReadOnlyList<IIntegrationEvent>>([posting.End(request.Reason, now)]), PostingView.For);

    static Task CheckAsync(ConflictCheck conflicts, RecordCall call, Guid user, IReadOnlyList<string> units, DateTimeOffset now) =>
        conflicts.RequireAsync(call.Caller.District, EngagementKind.Posting, [user], units, DistrictTime.DayAt(now), call.Cancellation);

    static Task<Posting?> FindAsync(RecordCall call, Guid id) =>
        call.Db.Set<Posting>().Where(call.Access.ReadablePostings(call.Caller)).SingleOrDefaultAsync(p => p.Id == id, call.Cancellation);

    static IQueryable<Posting> Filter(RecordCall call, PostingQuery query)
    {
        var postings = call.Db.Set<Posting>().AsNoTracking().Where(call.Access.ReadablePostings(call.Caller));
        if (query.Pattern is { } pattern) postings = postings.Where(p => EF.Functions.ILike(p.Name, pattern, @"\"));
        if (query.Kind is { Value: var kind }) postings = postings.Where(p => p.Kind == kind);
        if (query.Person is { } person) postings = postings.Where(p => p.UserId == person);
        if (query.On is { } day) postings = postings.Where(p => p.EndedAt == null && p.From <= day && p.Until >= day);
        return postings;
    }
}
