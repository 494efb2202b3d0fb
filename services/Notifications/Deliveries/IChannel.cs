using System.Globalization;
using Supervision.Notifications.Inbox;
using Supervision.Persistence;

namespace Supervision.Notifications.Deliveries;

/// <summary>The message sent outside: says in general words that something awaits, and where to read it after signing in.</summary>
/// <param name="Id">Id of the delivery; a receiver that sees it twice drops the second.</param>
/// <param name="To">Mail address or mobile number.</param>
/// <param name="Link">Address in the portal.</param>
internal sealed record OutsideMessage(Guid Id, string To, string Subject, string Text, Uri Link, Urgency Urgency, CultureInfo Language);

/// <summary>A channel to the outside.</summary>
internal interface IChannel
{
    string Name { get; }

    /// <exception cref="ChannelUnavailableException">Nothing can be sent now.</exception>
    Task<IChannelSession> OpenAsync(CancellationToken ct);
}

/// <summary>An open channel for several messages in a row.</summary>
internal interface IChannelSession : IAsyncDisposable
{
    /// <exception cref="ChannelUnavailableException">This message and the following ones cannot be sent now.</exception>
    /// <exception cref="DeliveryRefusedException">This message was not accepted.</exception>
    Task SendAsync(OutsideMessage message, CancellationToken ct);
}

/// <summary>The channel is unavailable or accepts nothing; no message is at fault.</summary>
internal sealed class ChannelUnavailableException(string reason, Exception? cause = null) : UnavailableException(reason, cause);

/// <summary>The channel did not accept one message.</summary>
/// <param name="forGood">Whether trying again is useless.</param>
internal sealed class DeliveryRefusedException(string reason, bool forGood, Exception? cause = null) : Exception(reason, cause)
{
    public bool ForGood { get; } = forGood;
}
