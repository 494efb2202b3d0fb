using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Supervision.Persistence.Lists;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Supervisors.Roster;

public enum RosterSort
{
    /// <summary>Latest nomination first.</summary>
    Newest,
    Name,

    /// <summary>Earliest end of term first; those without a term last.</summary>
    Term,
}

/// <summary>Filters for the supervisors the caller may read; all given ones apply.</summary>
internal sealed class RosterQuery : ListQuery
{
    /// <summary>Any of these, e.g. <c>appointed</c>.</summary>
    public Choice<SupervisorStatus>[]? Status { get; init; }

    /// <summary>Code of a sector.</summary>
    [PlainText(40)]
    public string? Sector { get; init; }

    /// <summary>Only those whose term ends on this day or before.</summary>
    public DateOnly? EndsBy { get; init; }

    /// <summary>Only those with an account, or without.</summary>
    public bool? HasAccount { get; init; }

    /// <summary><c>newest</c> (unless given), <c>name</c> or <c>term</c>.</summary>
    public Choice<RosterSort>? Sort { get; init; }
}

/// <summary>The queries behind the list and its export.</summary>
internal static class RosterList
{
    public static IQueryable<Supervisor> Where(this IQueryable<Supervisor> supervisors, RosterQuery query)
    {
        if (query.Pattern is { } pattern)
        {
            supervisors = supervisors.Where(s => EF.Functions.ILike(s.Name, pattern, @"\") || EF.Functions.ILike(s.LetterNumber!, pattern, @"\")
                || EF.Functions.ILike(s.ProposedBy, pattern, @"\"));
        }

        supervisors = supervisors.WhereAny(query.Status, s => s.Status);
        if (query.Sector is { } sector) supervisors = supervisors.Where(s => s.Sector == sector);
        if (query.EndsBy is { } day) supervisors = supervisors.Where(s => s.Until <= day);
        if (query.HasAccount is { } has) supervisors = supervisors.Where(s => (s.UserId != null) == has);
        return supervisors;
    }

    public static IQueryable<Supervisor> Sorted(this IQueryable<Supervisor> supervisors, RosterSort? sort) => sort switch
    {
        RosterSort.Name => supervisors.OrderBy(s => s.Name).ThenBy(s => s.Id),
        RosterSort.Term => supervisors.OrderBy(s => s.Until ?? DateOnly.MaxValue).ThenBy(s => s.Id),
        _ => supervisors.OrderByDescending(s => s.Id),
    };

    /// <summary>Leaves out rows of previous pages.</summary>
    public static IQueryable<Supervisor> After(this IQueryable<Supervisor> supervisors, RosterQuery query)
    {
        if (query.Position() is not var (value, id)) return supervisors;
        switch (query.Sort?.Value)
        {
            case RosterSort.Name:
                return supervisors.Where(s => string.Compare(s.Name, value) > 0 || (s.Name == value && s.Id > id));
            case RosterSort.Term:
                if (!DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
                return supervisors.Where(s => (s.Until ?? DateOnly.MaxValue) > day || ((s.Until ?? DateOnly.MaxValue) == day && s.Id > id));
            default:
                return supervisors.Where(s => s.Id < id);
        }
    }

    public static string ValueOf(Supervisor supervisor, RosterSort? sort) => sort switch
    {
        RosterSort.Name => supervisor.Name,
        RosterSort.Term => (supervisor.Until ?? DateOnly.MaxValue).ToString("O", CultureInfo.InvariantCulture),
        _ => "",
    };
}
