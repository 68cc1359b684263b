using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using PresenceOfMind.App.Certificates;
using PresenceOfMind.App.Output;
using PresenceOfMind.Client;
using PresenceOfMind.Client.Wire;

namespace PresenceOfMind.App.Commands.Api;

/// <summary>Speaks to a running program over the API of its page's port.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly ApiSecret? _key;

    /// <summary>Makes a client.</summary>
    /// <param name="page">Where the page is.</param>
    /// <param name="key">The API key; null for none.</param>
    /// <param name="trusted">Certificates to trust by HTTPS beside those that this machine trusts; null for none.</param>
    public ApiClient(Uri page, ApiSecret? key = null, TrustedCertificates? trusted = null)
    {
        _key = key;
        var handler = new SocketsHttpHandler();
        if (trusted is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
                errors == SslPolicyErrors.None || ServerTrust.Trusts(trusted.Current, shown, chain, errors);
        }

        _http = new HttpClient(handler) { BaseAddress = page, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key.Text);
    }

    /// <summary>Adds a header to all requests, where it has a value.</summary>
    /// <param name="name">The header.</param>
    /// <param name="value">The value; null for none.</param>
    /// <exception cref="UserException">The value cannot stand in a header.</exception>
    public void Add(string name, string? value)
    {
        if (value is not null
            && (!value.All(c => c is >= ' ' and <= '~') || !_http.DefaultRequestHeaders.TryAddWithoutValidation(name, value)))
        {
            throw new UserException(ExitCode.Usage, $"the header {name} cannot contain \"{value}\": it takes printable ASCII characters.");
        }
    }

    /// <summary>Asks, and gives the answer's body.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path, without a slash in front.</param>
    /// <param name="body">What to send; null is nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where the answer has no body.</returns>
    /// <exception cref="UserException">The server does not answer, or refuses.</exception>
    public Task<JsonNode?> SendAsync(HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken) =>
        SendAsync(method, path, body is null ? null : (HttpContent)JsonContent.Create(body), cancellationToken);

    /// <summary>Posts a file, and gives the answer's body.</summary>
    /// <inheritdoc cref="SendAsync(HttpMethod, string, JsonObject?, CancellationToken)"/>
    public Task<JsonNode?> SendFileAsync(string path, HttpContent file, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, file, cancellationToken);

    /// <summary>Asks for an answer that lasts.</summary>
    /// <param name="path">The path, without a slash in front.</param>
    /// <param name="lastEventId">The last event that is known, after which a stream goes on; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer, whose body is read as it comes.</returns>
    /// <exception cref="UserException">The server does not answer, or refuses.</exception>
    public async Task<HttpResponseMessage> OpenAsync(string path, string? lastEventId, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            using (answer)
            {
                throw await RefusedAsync(
                    answer, path, Problem(await answer.Content.ReadAsStringAsync(cancellationToken)), cancellationToken);
            }
        }
        catch (HttpRequestException error)
        {
            throw await UnreachableAsync(error, cancellationToken);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent(error);
        }
    }

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            using var answer = await _http.SendAsync(request, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (answer.IsSuccessStatusCode)
            {
                return text.Length == 0 ? null : JsonNode.Parse(text);
            }

            throw await RefusedAsync(answer, path, Problem(text), cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw await UnreachableAsync(error, cancellationToken);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Silent(error);
        }
        catch (JsonException error)
        {
            throw new UserException(
                ExitCode.Refused,
                $"{_http.BaseAddress}{path} answered, but not in JSON: check that --url is the address of pom up.",
                error);
        }
    }

    public void Dispose() => _http.Dispose();

    private UserException Silent(Exception error) =>
        new(ExitCode.Unreachable, $"{_http.BaseAddress} did not answer within {_http.Timeout.TotalSeconds} seconds.", error);

    private async Task<UserException> RefusedAsync(
        HttpResponseMessage answer, string path, string? problem, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            return new UserException(
                ExitCode.Refused,
                _key is { } key
                    ? $"{_http.BaseAddress} does not know the API key from {key.Source}: give another with --api-key-file or POM_API_KEY."
                    : $"{_http.BaseAddress} needs an API key: give it with --api-key-file or POM_API_KEY.");
        }

        return problem is not null ? new UserException(ExitCode.Refused, problem)
        {
            MayPass = (int)answer.StatusCode is 429 or >= 500,
            RetryAfter = answer.Headers.RetryAfter?.Delta,
        }
            : await OtherSchemeAsync(null, cancellationToken) ?? new UserException(
                ExitCode.Refused,
                $"{_http.BaseAddress}{path} answered {(int)answer.StatusCode} {answer.ReasonPhrase}, which pom up does not send: give "
                    + "the address of its page with --url.");
    }

    private async Task<UserException> UnreachableAsync(
        HttpRequestException error, CancellationToken cancellationToken) => error.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => new UserException(
                ExitCode.Unreachable,
                $"the host name {_http.BaseAddress!.Host} is unknown: check --url.",
                error),
            HttpRequestError.ConnectionError => new UserException(
                ExitCode.Unreachable, $"no program answers at {_http.BaseAddress}: start pom up, or give its address with --url.", error),
            HttpRequestError.SecureConnectionError when error.InnerException is AuthenticationException
                && await OtherSchemeAsync(error, cancellationToken) is null => new UserException(
                    ExitCode.Unreachable,
                    $"{_http.BaseAddress} shows a certificate that is not trusted: give it, or that of its issuer, with "
                        + $"{TrustedCertificateFile.Option}. ({error.InnerException.Message})",
                    error),
            _ => await OtherSchemeAsync(error, cancellationToken)
                ?? new UserException(
                    ExitCode.Unreachable,
                    $"{_http.BaseAddress} cannot be reached ({(error.InnerException ?? error).Message}): check --url.",
                    error),
        };

    /// <summary>HTTP spoken to a port for HTTPS, or the other way round.</summary>
    private async Task<UserException?> OtherSchemeAsync(HttpRequestException? error, CancellationToken cancellationToken) =>
        await SchemeTransport.FindOtherAsync(_http.BaseAddress!, cancellationToken) is { } right
            ? new UserException(
                ExitCode.Unreachable,
                $"{_http.BaseAddress} speaks {right.Scheme.ToUpperInvariant()} at this port: use --url {right}.",
                error)
            : null;

    /// <summary>RFC 9457: what went wrong, in words, with the members at fault.</summary>
    private static string? Problem(string text)
    {
        try
        {
            var problem = JsonNode.Parse(text) as JsonObject;
            if (problem?["teams"] is JsonArray { Count: > 0 } teams)
            {
                return "there are several teams: choose one with --team (or POM_TEAM): "
                    + $"{string.Join(", ", teams.Select(t => (string?)t))}.";
            }

            if (problem?["errors"] is JsonArray { Count: > 0 } errors)
            {
                return string.Join(" ", errors.Select(e => $"{e!["field"]}: {e["detail"]}"));
            }

            return (string?)problem?["detail"] ?? (string?)problem?["title"];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
