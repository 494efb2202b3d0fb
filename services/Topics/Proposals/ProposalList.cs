using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Requests;
using Supervision.ServiceDefaults.SignIn;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Proposals;

/// <summary>Order of a list of proposals.</summary>
public enum ProposalSort
{
    Newest,
    Oldest,
    Title,
}

/// <summary>Filters for the proposals the caller may read; all given ones apply.</summary>
internal sealed class ProposalQuery
{
    const int DefaultLimit = 30;

    /// <summary>Part of reference, title or scope; at least two characters, also inside a longer word.</summary>
    [PlainText(100)]
    public string? Search { get; init; }

    /// <summary>Any of these, e.g. <c>submitted</c>.</summary>
    public Choice<ProposalStatus>[]? Status { get; init; }

    /// <summary>Any of these, e.g. <c>publicCall</c>.</summary>
    public Choice<ProposalSource>[]? Source { get; init; }

    [PlainText(40)]
    public string? Field { get; init; }

    [PlainText(40)]
    public string? Tag { get; init; }

    [Range(2000, 2999)]
    public int? Year { get; init; }

    /// <summary>Only those the caller proposed.</summary>
    public bool? Mine { get; init; }

    /// <summary><c>newest</c> (unless given), <c>oldest</c> or <c>title</c>.</summary>
    public Choice<ProposalSort>? Sort { get; init; }

    /// <summary>Rows per page, 30 unless given.</summary>
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>Cursor: <c>next</c> of the previous page, with the same filters and order.</summary>
    [PlainText(1000)]
    public string? After { get; init; }

    internal int PageSize => Limit ?? DefaultLimit;
}

/// <summary>The queries behind the list and its export.</summary>
internal static class ProposalList
{
    public static IQueryable<Proposal> Where(this IQueryable<Proposal> proposals, ProposalQuery query, Caller caller)
    {
        if (query.Search is { } search)
        {
            var pattern = SearchPattern.Containing(search);
            proposals = proposals.Where(p => EF.Functions.Like(p.SearchText, pattern, @"\"));
        }

        proposals = proposals.WhereAny(query.Status, p => p.Status);
        proposals = proposals.WhereAny(query.Source, p => p.Source);
        if (query.Field is { } field) proposals = proposals.Where(p => p.Field == field);
        if (query.Tag is { } tag) proposals = proposals.Where(p => p.Tags.Contains(tag));
        if (query.Year is { } year) proposals = proposals.Where(p => p.Year == year);
        if (query.Mine is true) proposals = proposals.Where(p => p.ProposerIds.Contains(caller.UserId));
        return proposals;
    }

    /// <summary>Orders by the sort's value and the id.</summary>
    public static IOrderedQueryable<Proposal> Sorted(this IQueryable<Proposal> proposals, ProposalSort? sort) => sort switch
    {
        ProposalSort.Oldest => proposals.OrderBy(p => p.Id),
        ProposalSort.Title => proposals.OrderBy(p => p.Title).ThenBy(p => p.Id),
        _ => proposals.OrderByDescending(p => p.Id),
    };

    /// <summary>Leaves out rows of previous pages.</summary>
    public static IQueryable<Proposal> After(this IQueryable<Proposal> proposals, ProposalQuery query)
    {
        if (Cursor.Decode(query.After, 2) is not { } after) return proposals;
        var id = TopicList.Parse<Guid>(after[1]);
        switch (query.Sort?.Value)
        {
            case ProposalSort.Oldest:
                return proposals.Where(p => p.Id > id);
            case ProposalSort.Title:
                var title = after[0];
                return proposals.Where(p => string.Compare(p.Title, title) >= 0 && (p.Title != title || p.Id > id));
            default:
                return proposals.Where(p => p.Id < id);
        }
    }

    public static string CursorAt(ProposalRow proposal, ProposalSort? sort) =>
        Cursor.Encode(sort is ProposalSort.Title ? proposal.Title : "", proposal.Id.ToString());
}
