using Microsoft.Extensions.Options;

namespace Supervision.Notifications.Deliveries;

/// <summary>Channels to the outside.</summary>
internal static class ChannelNames
{
    public const string Mail = "mail";

    /// <summary>Text messages (短信).</summary>
    public const string Sms = "sms";

    /// <summary>The government's messenger (政务通讯).</summary>
    public const string Messenger = "messenger";

    public static readonly IReadOnlyList<string> All = [Mail, Sms, Messenger];
}

/// <summary>Section <c>Notifications:Delivery</c>.</summary>
internal sealed class DeliverySettings
{
    public const string Section = "Notifications:Delivery";

    /// <summary>How long a copy of the service holds the deliveries it claimed; those of a copy that dies are sent again after it.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Total time over which a delivery is tried.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(3);

    /// <summary>A delivery is given up after this many failures of its own.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>How long a delivery's record is kept.</summary>
    public int KeepDays { get; init; } = 365;

    public bool IsSound => Lease >= TimeSpan.FromSeconds(2) && GiveUpAfter >= TimeSpan.FromMinutes(1) && Attempts > 0 && KeepDays > 0;
}

/// <summary>Which channels the operator set up, and which of them apply to somebody who chose none.</summary>
internal sealed class ChannelSettings(IOptions<Mail.MailSettings> mail, IOptions<Drop.DropSettings> drops)
{
    public string[] Enabled { get; } =
    [
        .. mail.Value.Host.Length > 0 ? [ChannelNames.Mail] : Array.Empty<string>(),
        .. drops.Value.SmsFolder.Length > 0 ? [ChannelNames.Sms] : Array.Empty<string>(),
        .. drops.Value.MessengerFolder.Length > 0 ? [ChannelNames.Messenger] : Array.Empty<string>(),
    ];

    public string[] Usual { get; } = [ChannelNames.Mail];
}
