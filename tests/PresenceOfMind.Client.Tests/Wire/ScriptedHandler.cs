using System.Net;
using System.Text;
using PresenceOfMind.Client.Rest;
using PresenceOfMind.Client.Soap;
using PresenceOfMind.Protocol;

namespace PresenceOfMind.Client.Tests.Wire;

/// <summary>Answers each request by the next line of a script, and keeps what was asked.</summary>
internal sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> _script = new();

    /// <summary>Each request: method, address, then its headers and body.</summary>
    public List<string> Asked { get; } = [];

    public ScriptedHandler Then(HttpStatusCode status, string body = "", string? location = null)
    {
        _script.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };
            if (location is not null)
            {
                response.Headers.TryAddWithoutValidation("Location", location);
            }

            return response;
        });
        return this;
    }

    public ScriptedHandler ThenThrow(Exception error)
    {
        _script.Enqueue(() => throw error);
        return this;
    }

    public PwsClient Client(string server = "http://pws.example:8082", int maxAnswer = 1 << 20) =>
        new(new HttpClient(this), new PwsClientOptions { Server = new Uri(server), MaxAnswerBytes = maxAnswer });

    public SoapPwsClient SoapClient(SoapVersion version = SoapVersion.Soap11) =>
        new(new HttpClient(this), new PwsClientOptions { Server = new Uri("http://pws.example:8082") }, version);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var text = new StringBuilder($"{request.Method} {request.RequestUri!.AbsoluteUri}");
        foreach (var (name, values) in request.Headers)
        {
            text.Append($" {name}={string.Join(',', values)}");
        }

        if (request.Content is { } content)
        {
            text.Append(
                $" {content.Headers.ContentLength} {content.Headers.ContentType} {await content.ReadAsStringAsync(cancellationToken)}");
        }

        Asked.Add(text.ToString());
        return _script.Dequeue()();
    }
}
