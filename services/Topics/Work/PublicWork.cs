using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.PublicCalls;

namespace Supervision.Topics.Work;

internal static class PublicWork
{
    /// <summary>
    /// From here on a request from the public runs as the platform itself in the named district: giving out a place requires knowing all the others,
    /// which no policy limited to one person's rows allows.
    /// </summary>
    /// <returns>The current instant.</returns>
    /// <exception cref="RequestProblem">404 <c>not_found</c>: no such district; the name for all districts does not count.</exception>
    public static DateTimeOffset EnterForPlatform(this PublicDistrict call)
    {
        if (call.District.Length != 6 || !call.District.All(char.IsAsciiDigit)) throw new RequestProblem(StatusCodes.Status404NotFound, "not_found");
        call.Scope.UseService(call.District);
        return call.Clock.GetUtcNow();
    }

    /// <summary>Stored form of a receipt code: SHA-256, lower-case hex.</summary>
    public static string HashOf(string receipt) => Convert.ToHexStringLower(ReceiptCode.Hash(receipt));
}
