using System.ComponentModel.DataAnnotations;

namespace Supervision.Notifications.Webhooks;

/// <summary>Section <c>Webhooks</c>: which addresses the platform may call, and how long it waits.</summary>
public sealed class WebhookSettings
{
    public const string Section = "Webhooks";

    /// <summary>Non-public networks that are allowed (CIDR, such as <c>10.20.0.0/16</c>); none by default.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; init; } = [];

    /// <summary>Whether addresses may be plain <c>http</c>.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>How long an endpoint may take to answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long messages are also signed with a replaced secret.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Overlap { get; init; } = TimeSpan.FromDays(1);
}
