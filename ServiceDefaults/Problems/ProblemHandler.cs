using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Supervision.ServiceDefaults.Problems;

/// <summary>Maps each exception to an answer for the caller. A 500 has no exception text; the log has it under the trace id.</summary>
public sealed class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (status, code) = Meaning(exception, httpContext.Request);
        if (status >= StatusCodes.Status500InternalServerError) log.LogError(exception, "{Method} {Path} failed: {Code}", httpContext.Request.Method, httpContext.Request.Path, code);
        httpContext.Response.StatusCode = status;
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = "2";
        var details = new ProblemDetails { Status = status };
        if (code is not null) details.Extensions[ProblemExtensions.CodeKey] = code;
        // A caller that accepts no JSON (an event stream) gets the status only.
        await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = details, Exception = exception });
        return true;
    }

    public static (int Status, string? Code) Meaning(Exception exception, HttpRequest request) => exception switch
    {
        RuleViolation violation => (StatusCodes.Status409Conflict, violation.Code),
        RequestProblem problem => (problem.Status, problem.Code),
        BadHttpRequestException bad => (bad.StatusCode, null),
        DbUpdateConcurrencyException => request.Headers.IfMatch.Count > 0
            ? (StatusCodes.Status412PreconditionFailed, "precondition.failed")
            : (StatusCodes.Status409Conflict, "conflict.concurrent"),
        _ when Find<PostgresException>(exception) is { } refused => Meaning(refused),
        _ when IsUnreachable(exception) => (StatusCodes.Status503ServiceUnavailable, "database.unavailable"),
        _ => (StatusCodes.Status500InternalServerError, "internal"),
    };

    static (int, string?) Meaning(PostgresException refused) => refused.SqlState switch
    {
        // Row-level security: what a caller may not access does not exist for them.
        PostgresErrorCodes.InsufficientPrivilege => (StatusCodes.Status404NotFound, "not_found"),
        PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter => (StatusCodes.Status400BadRequest, "request.malformed"),
        // Two requests at the same moment collide at a unique index.
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation
            => (StatusCodes.Status409Conflict, "conflict.concurrent"),
        _ when refused.IsTransient || refused.SqlState.StartsWith("57P", StringComparison.Ordinal) || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
            => (StatusCodes.Status503ServiceUnavailable, "database.unavailable"),
        _ => (StatusCodes.Status500InternalServerError, "internal"),
    };

    /// <summary>
    /// Whether the connection failed rather than the command (PostgreSQL itself reports a failed command). After a connection breaks inside a
    /// transaction, Npgsql's later calls throw errors about their own state.
    /// </summary>
    static bool IsUnreachable(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is NpgsqlException) return true;
            if (exception is InvalidOperationException or ObjectDisposedException && exception.Source == nameof(Npgsql)) return true;
        }

        return false;
    }

    static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found) return found;
        }

        return null;
    }
}
