namespace Supervision.Identity.Sessions;

/// <summary>One sign-in of a user in one browser; everything granted in it ends with it.</summary>
internal sealed class Session
{
    /// <summary>The <c>sid</c> of id tokens and logout tokens.</summary>
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string District { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A client's grant in a session: the authorization to which all its tokens belong.</summary>
internal sealed class SessionGrant
{
    public required Guid AuthorizationId { get; init; }

    public required Guid SessionId { get; init; }

    /// <summary>Id of the client's row.</summary>
    public required Guid ClientId { get; init; }
}

/// <summary>A client that took part in an ended session and must be notified (OpenID Connect Back-Channel Logout 1.0).</summary>
internal sealed class LogoutDelivery
{
    public required Guid Id { get; init; }

    public required string District { get; init; }

    public required Guid SessionId { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>The <c>client_id</c>, audience of the logout token.</summary>
    public required string Audience { get; init; }

    public required string Address { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Attempts { get; set; }

    public required DateTimeOffset NextAttempt { get; set; }

    public string? LastError { get; set; }

    /// <summary>When it was delivered, or abandoned (then <see cref="LastError"/> has the reason).</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public void Delivered(DateTimeOffset now) => (Attempts, LastError, DoneAt) = (Attempts + 1, null, now);

    /// <summary>Retries after 1, 2, 4 ... at most 300 seconds; gives up a day after the sign-out, when every session has expired.</summary>
    public void Failed(string error, DateTimeOffset now)
    {
        NextAttempt = now + TimeSpan.FromSeconds(Math.Min(300, 1 << Math.Min(Attempts, 9)));
        Attempts++;
        LastError = error.Length > 500 ? error[..500] : error;
        if (now - CreatedAt > TimeSpan.FromDays(1)) DoneAt = now;
    }
}
