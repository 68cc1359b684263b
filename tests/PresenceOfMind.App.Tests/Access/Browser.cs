using System.Net;
using System.Text.RegularExpressions;

namespace PresenceOfMind.App.Tests.Access;

/// <summary>What a browser does with the sign-in: keeps cookies, and sends the form that it was shown.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="page">Where the page is.</param>
    /// <param name="origin">What the browser says of the page from which a form comes; null where it says nothing.</param>
    public Browser(Uri page, string? origin = null)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        _http = new HttpClient(handler) { BaseAddress = page };
        if (origin is not null)
        {
            _http.DefaultRequestHeaders.Add("Origin", origin);
        }
    }

    public CookieContainer Cookies { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path, Cancel);

    /// <summary>Asks for an answer whose body is read as it comes.</summary>
    public Task<HttpResponseMessage> OpenAsync(string path) => _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);

    public Task<string> ReadAsync(string path) => _http.GetStringAsync(path, Cancel);

    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string query = "")
    {
        var form = HiddenFields(await ReadAsync("/sign-in" + query));
        form["name"] = name;
        form["password"] = password;
        return await PostAsync("/sign-in" + query, form);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, IReadOnlyDictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await _http.PostAsync(path, content, Cancel);
    }

    public void Dispose() => _http.Dispose();

    public static Dictionary<string, string> HiddenFields(string html) => Hidden().Matches(html)
        .DistinctBy(m => m.Groups[1].Value)
        .ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
