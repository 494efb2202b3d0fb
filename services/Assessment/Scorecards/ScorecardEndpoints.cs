using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Supervision.Assessment.Access;
using Supervision.Assessment.Deadlines;
using Supervision.Assessment.Work;
using Supervision.Contracts;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using static Supervision.Assessment.Scorecards.ScoreRules;

namespace Supervision.Assessment.Scorecards;

/// <summary>Yearly scorecards of units (R39): computed and published by those who keep assessment, answered by the unit, finalised by both bodies.</summary>
internal static class ScorecardEndpoints
{
    public static void MapScorecards(this RouteGroupBuilder assessment)
    {
        assessment.MapSchemes();
        var cards = assessment.MapGroup("/scorecards").WithTags("Scorecards");
        cards.MapScorecardList();
        cards.MapExtracts();
        cards.MapPost("/compute", ComputeAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("ComputeScorecards").WithSummary("Computes a year's scorecards of all units in one regime, from the current facts.");
        cards.MapPost("/publish", PublishAsync).RequireRole(AssessmentAccess.Keepers)
            .WithName("PublishScorecards").WithSummary("Publishes the computed scorecards of a year and regime to their units.");
        cards.MapGet("/{id:guid}", GetAsync).WithName("GetScorecard").WithSummary("A scorecard with its lines, the unit's responses and who concurred.");
        cards.MapGet("/{id:guid}/indicators/{code}", DeriveAsync)
            .WithName("GetScoreDerivation").WithSummary("What an indicator's score came from: forms, deadlines, evidence, surveys.");
        cards.MapGet("/{id:guid}/verification", VerifyAsync)
            .WithName("VerifyScorecard").WithSummary("Repeats the computation from its facts, under its own version of the indicators.");
        cards.MapPost("/{id:guid}/accept", AcceptAsync).RequireRole(Others.Contact)
            .WithName("AcceptScorecard").WithSummary("The unit accepts it.");
        cards.MapPost("/{id:guid}/objections", ObjectAsync).RequireRole(Others.Contact)
            .WithName("ObjectToScorecard").WithSummary("The unit objects, with reasons and the items concerned.");
        cards.MapPost("/{id:guid}/objections/{responseId:guid}/decide", DecideAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("DecideObjection").WithSummary("The caller's body upholds or dismisses an objection; it is decided once both agree.");
        cards.MapPost("/{id:guid}/concur", ConcurAsync).RequireRole(AssessmentAccess.Leaders)
            .WithName("FinaliseScorecard").WithSummary("The caller's body concurs in the result read; once both did, it is final.");
    }

    static async Task<Results<Ok<ComputeView>, NotFound>> ComputeAsync([AsParameters] AssessmentCall call, ComputeRequest request, ScorecardComputer computer) =>
        TypedResults.Ok(await computer.ComputeAsync(request.Year, request.Regime, call.Caller, call.Clock.GetUtcNow(), call.Cancellation));

    static async Task<Ok<PublishView>> PublishAsync([AsParameters] AssessmentCall call, PublishRequest request, ScorecardComputer computer) =>
        TypedResults.Ok(new PublishView(await computer.PublishAsync(
            request.Year, request.Regime, request.ResponseDays, call.Caller, call.Clock.GetUtcNow(), call.Cancellation)));

    static async Task<Results<Ok<ScorecardView>, NotFound>> GetAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id)
    {
        if (await FindAsync(call, access, id) is not { } card) return TypedResults.NotFound();
        call.Http.SetEntityTag(card.Version);
        return TypedResults.Ok(View(call)(card));
    }

    static async Task<Results<Ok<DerivationView>, NotFound>> DeriveAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id, string code)
    {
        if (await FindAsync(call, access, id) is not { } card || card.Lines.SingleOrDefault(line => line.Code == code) is not { } line) return TypedResults.NotFound();
        var (scheme, content) = await card.HeldAsync(call.Db, call.Cancellation);
        var indicator = scheme.Indicators.Single(known => known.Code == code);
        var measured = indicator.Measure.Take(content.Facts.Without(content.SetAside));
        return TypedResults.Ok(new DerivationView(
            line, indicator.Formula, indicator.Absent, content.Facts.AsOf, measured.Uses,
            [.. content.Facts.Items.Where(item => content.SetAside.Contains(item.ItemId))]));
    }

    static async Task<Results<Ok<VerificationView>, NotFound>> VerifyAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id)
    {
        if (await FindAsync(call, access, id) is not { } card) return TypedResults.NotFound();
        var (scheme, content) = await card.HeldAsync(call.Db, call.Cancellation);
        var again = ScoreContent.Compute(scheme, content.Facts, content.SetAside);
        return TypedResults.Ok(new VerificationView(card.Latest, card.ContentHash, again.Hash(), again.Total, again.Hash() == card.ContentHash));
    }

    static Task<Results<Ok<ScorecardView>, NotFound>> AcceptAsync([AsParameters] AssessmentCall call, ScoreAccess access, Guid id) => call.RunAsync(
        id, c => FindAsync(c, access, id),
        (card, now) =>
        {
            card.Accept(call.Caller, now);
            return [];
        },
        View(call));

    static Task<Results<Ok<ScorecardView>, NotFound>> ObjectAsync(
        [AsParameters] AssessmentCall call, ScoreAccess access, Guid id, ObjectionRequest request) => call.AskAndRunAsync(
        id, c => FindAsync(c, access, id),
        async (card, now) =>
        {
            var (_, content) = await card.HeldAsync(call.Db, call.Cancellation);
            return [card.Object(content.Facts, request.Reason, request.Items ?? [], call.Caller, now).Fact];
        },
        View(call));

    static Task<Results<Ok<ScorecardView>, NotFound>> DecideAsync(
        [AsParameters] AssessmentCall call, ScoreAccess access, Guid id, Guid responseId, ObjectionVoiceRequest request, ScorecardComputer computer) =>
        call.AskAndRunAsync(
            id, async c => await FindAsync(c, access, id) is { } card && card.Responses.Any(r => r.Id == responseId && r.Kind == UnitResponseKind.Objection) ? card : null,
            async (card, now) =>
            {
                Require(card.Status is ScorecardStatus.Published, NotPublished);
                return await computer.DecideAsync(card, card.Responses.Single(r => r.Id == responseId), request, call.Caller, now, call.Cancellation);
            },
            View(call));

    static Task<Results<Ok<ScorecardView>, NotFound>> ConcurAsync(
        [AsParameters] AssessmentCall call, ScoreAccess access, Guid id, ScoreConcurRequest request, DeadlineBook book) => call.AskAndRunAsync(
        id, c => FindAsync(c, access, id),
        async (card, now) => [card.Concur(request.ContentHash, await book.ContactsAsync(card.District, card.Unit, call.Cancellation), call.Caller, now)],
        View(call));

    internal static Task<Scorecard?> FindAsync(AssessmentCall call, ScoreAccess access, Guid id) =>
        call.Db.Set<Scorecard>().Include(card => card.Responses).Where(access.Readable(call.Caller)).SingleOrDefaultAsync(card => card.Id == id, call.Cancellation);

    /// <summary>A unit sees the bodies' common decision once they agree, not each body's position before.</summary>
    static Func<Scorecard, ScorecardView> View(AssessmentCall call) => card => ScorecardView.For(card, call.Caller.IsAny(AssessmentAccess.Joint));
}
