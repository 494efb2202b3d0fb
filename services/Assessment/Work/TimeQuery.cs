using System.Globalization;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Assessment.Work;

/// <summary>What lists have in common that are sorted by an instant.</summary>
internal class TimeQuery : ListQuery
{
    /// <summary>Where the page before ended; null on the first page.</summary>
    /// <exception cref="RequestProblem">400 <c>request.cursor</c></exception>
    internal (DateTimeOffset At, Guid Id)? PositionAt()
    {
        if (Position() is not var (value, id)) return null;
        return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at)
            ? (at.ToUniversalTime(), id)
            : throw new RequestProblem(StatusCodes.Status400BadRequest, "request.cursor");
    }

    internal static string CursorAt(DateTimeOffset at, Guid id) => Cursor.Encode(at.ToString("O", CultureInfo.InvariantCulture), id.ToString());
}
