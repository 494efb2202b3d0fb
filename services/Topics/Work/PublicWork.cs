using Supervision.ServiceDefaults.Problems;
using Supervision.Topics.Calls;

namespace Supervision.Topics.Work;

internal static class PublicWork
{
    /// <summary>
    /// From here on what somebody of the public asks is the platform's own work in the district they name: to give a place is to know of all
    /// the others, which no rule about one person's rows allows.
    /// </summary>
    /// <returns>Now.</returns>
    /// <exception cref="RequestProblem">404 <c>not_found</c>: no district is called so; the name of all of them is none.</exception>
    public static DateTimeOffset EnterForPlatform(this PublicDistrict call)
    {
        if (call.District.Length != 6 || !call.District.All(char.IsAsciiDigit)) throw new RequestProblem(StatusCodes.Status404NotFound, "not_found");
        call.Scope.UseService(call.District);
        return call.Clock.GetUtcNow();
    }

    /// <summary>What is kept of a receipt code: SHA-256, lower-case hex.</summary>
    public static string HashOf(string receipt) => Convert.ToHexStringLower(ReceiptCode.Hash(receipt));
}
