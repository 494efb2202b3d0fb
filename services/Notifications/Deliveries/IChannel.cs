using System.Globalization;
using Supervision.Notifications.Inbox;

namespace Supervision.Notifications.Deliveries;

/// <summary>What leaves the house: that something awaits, in general words, and where it is to be read after signing in.</summary>
/// <param name="Id">Of the delivery; a receiver that sees it twice drops the second.</param>
/// <param name="To">Mail address or mobile number.</param>
/// <param name="Link">Address in the portal.</param>
internal sealed record OutsideMessage(Guid Id, string To, string Subject, string Text, Uri Link, Urgency Urgency, CultureInfo Language);

/// <summary>A way out of the house.</summary>
internal interface IChannel
{
    string Name { get; }

    /// <exception cref="ChannelUnavailableException">Nothing can be sent now.</exception>
    Task<IChannelSession> OpenAsync(CancellationToken ct);
}

/// <summary>The channel while several messages in a row are sent.</summary>
internal interface IChannelSession : IAsyncDisposable
{
    /// <exception cref="ChannelUnavailableException">This one and the following cannot be sent now.</exception>
    /// <exception cref="DeliveryRefusedException">This one was not taken.</exception>
    Task SendAsync(OutsideMessage message, CancellationToken ct);
}

/// <summary>The channel is away or takes nothing: no message's own fault.</summary>
internal sealed class ChannelUnavailableException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>The channel did not take one message.</summary>
/// <param name="forGood">Whether there is no use in trying again.</param>
internal sealed class DeliveryRefusedException(string reason, bool forGood, Exception? cause = null) : Exception(reason, cause)
{
    public bool ForGood { get; } = forGood;
}
