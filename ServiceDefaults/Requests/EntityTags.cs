using Microsoft.AspNetCore.Http;
using Supervision.ServiceDefaults.Problems;

namespace Supervision.ServiceDefaults.Requests;

/// <summary>A row's version (<c>xmin</c>) as ETag, and If-Match against it (RFC 9110).</summary>
public static class EntityTags
{
    public static string Of(uint version) => $"\"{version}\"";

    /// <summary>Sends the version of the returned row to the caller.</summary>
    public static void SetEntityTag(this HttpContext context, uint version) => context.Response.Headers.ETag = Of(version);

    /// <summary>Refuses a write based on a version that is no longer current.</summary>
    /// <param name="required">Whether a call without If-Match is refused too (428).</param>
    /// <exception cref="RequestProblem">412 <c>precondition.failed</c>, 428 <c>precondition.required</c>.</exception>
    public static void CheckMatch(this HttpRequest request, uint version, bool required = false)
    {
        var given = request.Headers.IfMatch;
        if (given.Count == 0)
        {
            if (required) throw new RequestProblem(StatusCodes.Status428PreconditionRequired, "precondition.required");
            return;
        }

        var tags = given.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (!tags.Any(tag => tag == "*" || tag == Of(version)))
            throw new RequestProblem(StatusCodes.Status412PreconditionFailed, "precondition.failed");
    }
}
