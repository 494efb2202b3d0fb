using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Supervision.ServiceDefaults.Problems;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Persistence;

/// <summary>The stored answer to a request with an <c>Idempotency-Key</c>, to be sent again if the request is repeated.</summary>
public sealed class IdempotentRequest
{
    public required Guid UserId { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of method, path and body.</summary>
    public required byte[] RequestHash { get; init; }

    public int Status { get; init; }

    public string? ContentType { get; init; }

    public string? Location { get; init; }

    public string? EntityTag { get; init; }

    public byte[] Body { get; init; } = [];

    public DateTimeOffset At { get; init; }
}

/// <summary>
/// <c>Idempotency-Key</c> on requests that create: the key, the created rows and the answer commit together, so a repeated request,
/// even a simultaneous one, gets the first one's answer (<c>Idempotency-Replayed: true</c>). Only successful answers are stored.
/// </summary>
public static class IdempotencyExtensions
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    const string HashItem = "idempotency.hash";

    public static void AddIdempotency(this ModelBuilder model) => model.Entity<IdempotentRequest>(request =>
    {
        request.ToTable("idempotent_requests");
        request.HasKey(r => new { r.UserId, r.Key });
        request.HasIndex(r => r.At);
    });

    /// <summary>Each caller reads and writes only their own keys; the platform's own work deletes old ones.</summary>
    public const string Declaration = """
        create policy own on idempotent_requests using (user_id = (select app_user()) or (select app_serves('*')));
        """;

    /// <summary>Computes the hash of a request with a key before its body is bound. Must come before the endpoints.</summary>
    public static WebApplication UseIdempotency(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            if (HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.ContainsKey("Idempotency-Key"))
                context.Items[HashItem] = await HashAsync(context.Request, context.RequestAborted);
            await next(context);
        });
        return app;
    }

    public static RouteHandlerBuilder WithIdempotency<TContext>(this RouteHandlerBuilder endpoint)
        where TContext : DbContext =>
        endpoint.AddEndpointFilter((invocation, next) =>
            invocation.HttpContext.Request.Headers.TryGetValue("Idempotency-Key", out var key)
                ? RunAsync<TContext>(invocation, next, Checked(key.ToString()))
                : next(invocation));

    static async ValueTask<object?> RunAsync<TContext>(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, string key)
        where TContext : DbContext
    {
        var context = invocation.HttpContext;
        var ct = context.RequestAborted;
        var caller = Caller.From(context.User) ?? throw new RequestProblem(StatusCodes.Status401Unauthorized, "signin.required");
        var hash = (byte[])context.Items[HashItem]!;
        var db = context.RequestServices.GetRequiredService<TContext>();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Waits here while another request with the same key is in progress.
        var first = await db.Database.ExecuteSqlAsync($"""
            insert into idempotent_requests (user_id, key, request_hash, status, body, at)
            values ({caller.UserId}, {key}, {hash}, 0, ''::bytea, {now}) on conflict do nothing
            """, ct);
        if (first == 0) return await ReplayAsync(db, caller, key, hash, ct);

        var answer = await next(invocation);
        await using var body = await CaptureAsync(context, answer);
        if (context.Response.StatusCode is >= 200 and < 300)
        {
            var bytes = body.ToArray();
            await db.Set<IdempotentRequest>().Where(r => r.UserId == caller.UserId && r.Key == key).ExecuteUpdateAsync(row => row
                .SetProperty(r => r.Status, context.Response.StatusCode)
                .SetProperty(r => r.ContentType, context.Response.ContentType)
                .SetProperty(r => r.Location, context.Response.Headers.Location.ToString())
                .SetProperty(r => r.EntityTag, context.Response.Headers.ETag.ToString())
                .SetProperty(r => r.Body, bytes), ct);
            await transaction.CommitAsync(ct);
        }

        await context.Response.Body.WriteAsync(body.ToArray(), ct);
        return Results.Empty;
    }

    /// <summary>Writes the result to memory, because nothing may reach the caller before the transaction has committed.</summary>
    static async Task<MemoryStream> CaptureAsync(HttpContext context, object? answer)
    {
        var (wire, memory) = (context.Response.Body, new MemoryStream());
        context.Response.Body = memory;
        try
        {
            var result = answer as IResult ?? TypedResults.Json(answer);
            await result.ExecuteAsync(context);
        }
        finally
        {
            context.Response.Body = wire;
        }

        return memory;
    }

    static async Task<IResult> ReplayAsync(DbContext db, Caller caller, string key, byte[] hash, CancellationToken ct)
    {
        var kept = await db.Set<IdempotentRequest>().AsNoTracking().SingleAsync(r => r.UserId == caller.UserId && r.Key == key, ct);
        if (!kept.RequestHash.AsSpan().SequenceEqual(hash))
            throw new RequestProblem(StatusCodes.Status422UnprocessableEntity, "idempotency.key_reused");
        return new Replay(kept);
    }

    static string Checked(string key) => key.Length is > 0 and <= 100 && key.All(c => c is > ' ' and < (char)127)
        ? key
        : throw new RequestProblem(StatusCodes.Status400BadRequest, "idempotency.key_invalid");

    static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken ct)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;) hash.AppendData(buffer.AsSpan(0, read));
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }

    sealed class Replay(IdempotentRequest kept) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = kept.Status;
            response.ContentType = kept.ContentType;
            response.Headers["Idempotency-Replayed"] = "true";
            if (kept.Location is { Length: > 0 }) response.Headers.Location = kept.Location;
            if (kept.EntityTag is { Length: > 0 }) response.Headers.ETag = kept.EntityTag;
            return response.Body.WriteAsync(kept.Body).AsTask();
        }
    }
}
