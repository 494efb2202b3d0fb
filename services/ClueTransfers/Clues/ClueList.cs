using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Data;
using Supervision.ClueTransfers.Disposal;
using Supervision.Contracts;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.ClueTransfers.Clues;

/// <summary>The order of a list.</summary>
public enum ClueSort
{
    Newest,
    Oldest,

    /// <summary>Nearest receipt deadline first.</summary>
    Due,
    Title,
}

/// <summary>Filters for the caller's clues; all those given must match.</summary>
internal sealed class ClueQuery
{
    const int DefaultLimit = 30;

    /// <summary>Part of reference, letter number, title, unit or person; two characters are enough, also inside a longer word.</summary>
    [PlainText(100)]
    public string? Search { get; init; }

    /// <summary>Any of these states, e.g. <c>inApproval</c>.</summary>
    public Choice<ClueStatus>[]? Status { get; init; }

    /// <summary><c>finding</c>, <c>topic</c>, <c>submission</c> or <c>other</c>.</summary>
    public Choice<ClueSource>? Source { get; init; }

    [PlainText(40)]
    public string? Field { get; init; }

    /// <summary>Code or name of a unit concerned.</summary>
    [PlainText(200)]
    public string? Unit { get; init; }

    /// <summary>Year of registration, in the district's zone.</summary>
    [Range(2000, 2999)]
    public int? Year { get; init; }

    public bool? Overdue { get; init; }

    /// <summary>Only clues authored by the caller.</summary>
    public bool? Mine { get; init; }

    /// <summary>Only clues waiting for the caller.</summary>
    public bool? Awaiting { get; init; }

    /// <summary><c>newest</c> (the default), <c>oldest</c>, <c>due</c> or <c>title</c>.</summary>
    public Choice<ClueSort>? Sort { get; init; }

    /// <summary>Rows per page, 30 by default.</summary>
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>Cursor: <c>next</c> of the previous page, used with the same filters and order.</summary>
    [PlainText(1000)]
    public string? After { get; init; }

    internal int PageSize => Limit ?? DefaultLimit;
}

/// <summary>The queries behind lists and counts.</summary>
internal static class ClueList
{
    public static IQueryable<Clue> Where(this IQueryable<Clue> clues, ClueQuery query, Caller caller, CluesDb db, DateTimeOffset now)
    {
        if (query.Search is { } search)
        {
            // Row-level security is checked first, so no trigram or gram index could be used (LIKE is not leakproof), and two Chinese
            // characters make no trigram anyway: the district's rows are scanned over one short column.
            var pattern = SearchPattern.Containing(search);
            clues = clues.Where(c => EF.Functions.Like(c.SearchText, pattern, @"\"));
        }

        clues = clues.WhereAny(query.Status, c => c.Status);
        if (query.Source is { Value: var source }) clues = clues.Where(c => c.Source == source);
        if (query.Field is { } field) clues = clues.Where(c => c.Field == field);
        if (query.Unit is { } unit) clues = clues.Where(c => c.UnitKeys.Contains(unit));
        if (query.Year is { } year)
        {
            var prefix = year.ToString(CultureInfo.InvariantCulture) + "-";
            clues = clues.Where(c => c.Reference.StartsWith(prefix));
        }

        if (query.Mine is true) clues = clues.Where(c => c.AuthorIds.Contains(caller.UserId));
        if (query.Overdue is true) clues = clues.Where(Overdue(caller, db, now));
        if (query.Awaiting is true) clues = clues.Where(Awaiting(caller, db, now));
        return clues;
    }

    /// <summary>Overdue at this instant, whether or not the sweep has recorded it yet.</summary>
    public static Expression<Func<Clue, bool>> Overdue(Caller caller, CluesDb db, DateTimeOffset now)
    {
        if (caller.Body != Bodies.Discipline) return c => c.Status == ClueStatus.Transferred && c.ReceiptDue <= now;
        return c => (c.Status == ClueStatus.Transferred && c.ReceiptDue <= now)
            || ((c.Status == ClueStatus.Received || c.Status == ClueStatus.Accepted) && c.DisposalDue <= now
                && !db.Proposals.Any(p => p.ClueId == c.Id && p.Outcome == ProposalOutcome.Pending));
    }

    /// <summary>Clues on which the caller has to act now.</summary>
    public static Expression<Func<Clue, bool>> Awaiting(Caller caller, CluesDb db, DateTimeOffset now)
    {
        var (user, district, roles) = (caller.UserId, caller.District, caller.Roles.ToArray());
        if (caller.Body == Bodies.Cppcc)
        {
            var office = caller.Is(Cppcc.Office);
            // An approver named in the chain decides while they hold the role (Approvers). Nothing waits for other holders, or for the submitter.
            var fit = db.People.Where(p => p.District == district && p.Body == Bodies.Cppcc && p.Active);
            return c =>
                (c.Status == ClueStatus.InApproval && c.SubmittedBy != user
                    && ((roles.Contains(c.LevelRole)
                            && (c.LevelApprover == user || !fit.Any(p => p.UserId == c.LevelApprover && p.UserId != c.SubmittedBy && p.Roles.Contains(c.LevelRole!))))
                        || db.Delegations.Any(d => d.To == user && d.District == district && d.Starts <= now && d.Ends > now
                            && d.Roles.Contains(c.LevelRole) && d.From != c.SubmittedBy
                            && (c.LevelApprover == d.From || !fit.Any(p => p.UserId == c.LevelApprover && p.UserId != c.SubmittedBy && p.Roles.Contains(c.LevelRole!))))))
                || (office && (c.Status == ClueStatus.Draft || c.Status == ClueStatus.Collated || c.Status == ClueStatus.Returned || c.Status == ClueStatus.Approved));
        }

        var (intake, handler, leader) = (caller.Is(Discipline.Intake), caller.Is(Discipline.Handler), caller.Is(Discipline.Leader));
        return c =>
            (intake && (c.Status == ClueStatus.Transferred || c.Status == ClueStatus.Received))
            || (handler && c.Assignment!.Handler == user && (c.Status == ClueStatus.Disposed
                || (c.Status == ClueStatus.Accepted && !db.Proposals.Any(p => p.ClueId == c.Id && p.Outcome == ProposalOutcome.Pending))))
            || (leader && c.Status == ClueStatus.Accepted && db.Proposals.Any(p => p.ClueId == c.Id && p.Outcome == ProposalOutcome.Pending));
    }

    /// <summary>Orders by the sort value and the id, and skips the rows of previous pages.</summary>
    public static IQueryable<Clue> Paged(this IQueryable<Clue> clues, ClueQuery query)
    {
        var after = Cursor.Decode(query.After, 2);
        var id = after is null ? default : Parse<Guid>(after[1]);
        switch (query.Sort?.Value)
        {
            case ClueSort.Oldest:
                if (after is not null) clues = clues.Where(c => c.Id > id);
                clues = clues.OrderBy(c => c.Id);
                break;
            case ClueSort.Due:
                // Those without a deadline come last, the default of PostgreSQL and its index.
                if (after is [{ Length: 0 }, _]) clues = clues.Where(c => c.ReceiptDue == null && c.Id > id);
                else if (after is not null)
                {
                    var due = Parse<DateTimeOffset>(after[0]).ToUniversalTime();
                    clues = clues.Where(c => c.ReceiptDue > due || (c.ReceiptDue == due && c.Id > id) || c.ReceiptDue == null);
                }

                clues = clues.OrderBy(c => c.ReceiptDue).ThenBy(c => c.Id);
                break;
            case ClueSort.Title:
                if (after is not null)
                {
                    var title = after[0];
                    clues = clues.Where(c => string.Compare(c.Title, title) > 0 || (c.Title == title && c.Id > id));
                }

                clues = clues.OrderBy(c => c.Title).ThenBy(c => c.Id);
                break;
            default:
                if (after is not null) clues = clues.Where(c => c.Id < id);
                clues = clues.OrderByDescending(c => c.Id);
                break;
        }

        return clues.Take(query.PageSize + 1);
    }

    public static string CursorAt(Clue clue, Choice<ClueSort>? sort) => Cursor.Encode(
        sort?.Value switch
        {
            ClueSort.Due => clue.ReceiptDue?.ToString("O", CultureInfo.InvariantCulture) ?? "",
            ClueSort.Title => clue.Title,
            _ => "",
        },
        clue.Id.ToString());

    static T Parse<T>(string text) where T : IParsable<T> =>
        T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
}
