using System.Globalization;
using Microsoft.AspNetCore.Http;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.Persistence.Lists;

/// <summary>What lists sorted by an instant and the id have in common.</summary>
public class TimeQuery : ListQuery
{
    /// <summary>Where the previous page ended; null on the first page.</summary>
    /// <exception cref="RequestProblem">400 <c>request.cursor</c></exception>
    public (DateTimeOffset At, Guid Id)? PositionAt()
    {
        if (Position() is not var (value, id)) return null;
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at)
            ? (at.ToUniversalTime(), id)
            : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
    }

    /// <summary>A page of the rows found; the query asked for one row more than the page holds.</summary>
    /// <param name="position">The instant the list is sorted by (<c>default</c> where the id alone sorts it), and the id.</param>
    public Page<TRow> PageOf<T, TRow>(List<T> found, Func<T, (DateTimeOffset At, Guid Id)> position, Func<T, TRow> row) =>
        PageOf(found, row, one => position(one).At.ToString("O", CultureInfo.InvariantCulture), one => position(one).Id);

    public static string CursorAt(DateTimeOffset at, Guid id) => Cursor.Encode(at.ToString("O", CultureInfo.InvariantCulture), id.ToString());
}
