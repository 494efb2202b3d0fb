using System.ComponentModel.DataAnnotations;
using MailKit.Security;
using MimeKit;

namespace Supervision.Notifications.Deliveries.Mail;

/// <summary>How the connection to the mail server is secured.</summary>
internal enum MailSecurity
{
    /// <summary>STARTTLS; no mail without it.</summary>
    StartTls,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls,

    /// <summary>None: for a server on the same machine.</summary>
    None,
}

/// <summary>Section <c>Notifications:Mail</c>. Without a host no mail is sent.</summary>
internal sealed class MailSettings
{
    public const string Section = "Notifications:Mail";

    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>Empty: no sign-in.</summary>
    public string UserName { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Sender, such as <c>协同监督平台 &lt;supervision@example.gov.cn&gt;</c>; its domain is also that of Message-IDs.</summary>
    public string From { get; init; } = "";

    /// <summary>PEM file of the authority that signed the server's certificate, where the system does not know it.</summary>
    public string Authority { get; init; } = "";

    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public bool HasSender => Host.Length == 0 || (MailboxAddress.TryParse(From, out var from) && from.Domain.Length > 0);

    public bool HasAuthority => Authority.Length == 0 || File.Exists(Authority);

    public SecureSocketOptions Options => Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };
}
