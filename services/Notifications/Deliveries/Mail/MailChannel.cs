using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Supervision.Notifications.Deliveries.Mail;

/// <summary>Mail through SMTP (RFC 5321), one connection for a batch.</summary>
internal sealed class MailChannel(IOptions<MailSettings> options, TimeProvider clock) : IChannel
{
    readonly MailSettings _settings = options.Value;
    readonly Lazy<MailboxAddress> _from = new(() => MailboxAddress.Parse(options.Value.From));

    public string Name => ChannelNames.Mail;

    public async Task<IChannelSession> OpenAsync(CancellationToken ct)
    {
        var client = new SmtpClient { Timeout = (int)_settings.Timeout.TotalMilliseconds };
        if (_settings.Authority.Length > 0)
        {
            client.CheckCertificateRevocation = false; // a private authority seldom publishes a revocation list
            client.ServerCertificateValidationCallback = IsTrusted;
        }

        try
        {
            await client.ConnectAsync(_settings.Host, _settings.Port, _settings.Options, ct);
            if (_settings.UserName.Length > 0) await client.AuthenticateAsync(_settings.UserName, _settings.Password, ct);
            return new Session(client, this);
        }
        catch (Exception e) when (IsOfConnection(e) || e is AuthenticationException or NotSupportedException)
        {
            client.Dispose();
            throw new ChannelUnavailableException(Word(e), e);
        }
    }

    MimeMessage Compose(OutsideMessage message)
    {
        var mail = new MimeMessage
        {
            MessageId = $"{message.Id:N}@{_from.Value.Domain}", // the same however often it is sent: a mailbox may drop the second
            Date = clock.GetUtcNow(),
            Subject = message.Subject,
            Body = new TextPart("plain") { Text = message.Text },
        };
        mail.From.Add(_from.Value);
        mail.To.Add(MailboxAddress.Parse(message.To));
        mail.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: asks for no out-of-office replies
        mail.Headers.Add(HeaderId.ContentLanguage, message.Language.Name);
        if (message.Urgency == Inbox.Urgency.Urgent) mail.Importance = MessageImportance.High;
        return mail;
    }

    bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (certificate is not X509Certificate2 server || errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.ImportFromPemFile(_settings.Authority);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return own.Build(server);
    }

    static bool IsOfConnection(Exception e) =>
        e is ServiceNotConnectedException or ServiceNotAuthenticatedException or SslHandshakeException or ProtocolException or IOException or SocketException
            or TimeoutException
        || e is SmtpCommandException { ErrorCode: not (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted) };

    /// <summary>What went wrong, as a code and the server's status; the server's own text is left out, since it may name people.</summary>
    static string Word(Exception e) => e switch
    {
        SmtpCommandException command => $"smtp.{(int)command.StatusCode}",
        SslHandshakeException => "tls.failed",
        NotSupportedException => "tls.not_offered",
        AuthenticationException or ServiceNotAuthenticatedException => "smtp.sign_in",
        TimeoutException => "timeout",
        ProtocolException => "smtp.protocol",
        _ => "connection.failed",
    };

    sealed class Session(SmtpClient client, MailChannel channel) : IChannelSession
    {
        public async Task SendAsync(OutsideMessage message, CancellationToken ct)
        {
            MimeMessage mail;
            try
            {
                mail = channel.Compose(message);
            }
            catch (ParseException e)
            {
                throw new DeliveryRefusedException("address.invalid", forGood: true, e);
            }

            try
            {
                await client.SendAsync(mail, ct);
            }
            catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
            {
                throw new DeliveryRefusedException(Word(e), forGood: (int)e.StatusCode >= 500, e);
            }
            catch (Exception e) when (IsOfConnection(e))
            {
                throw new ChannelUnavailableException(Word(e), e);
            }
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (client.IsConnected) await client.DisconnectAsync(quit: true);
            }
            catch (Exception e) when (IsOfConnection(e))
            {
                // Every message is already settled; QUIT is a courtesy.
            }
            finally
            {
                client.Dispose();
            }
        }
    }
}
