using Supervision.ServiceDefaults.Data;
using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Data;

namespace Supervision.Topics.Work;

/// <summary>A call from the public, signed in or not, in a district named in the path.</summary>
internal readonly record struct PublicCall(string District, DataScope Scope, TopicsDb Db, TimeProvider Clock, CancellationToken Cancellation)
{
    /// <summary>From here on the work is the platform's own in the district.</summary>
    /// <returns>Now.</returns>
    /// <exception cref="RequestProblem">404 <c>not_found</c>: no district is called so.</exception>
    public DateTimeOffset Enter()
    {
        if (District.Length != 6 || !District.All(char.IsAsciiDigit)) throw new RequestProblem(StatusCodes.Status404NotFound, "not_found");
        Scope.UseService(District);
        return Clock.GetUtcNow();
    }
}
