using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PresenceOfMind.Engine.Http;

/// <summary>
/// What a page may load and run (Content Security Policy, Level 3): what comes from its own origin. <c>'self'</c> includes the
/// WebSocket of the origin. Styles may be inline, since the page's components write them so.
/// </summary>
public static partial class ContentPolicy
{
    /// <summary>The policy of everything that the page's port answers.</summary>
    public static string Default { get; } = Create([]);

    /// <summary>The policy of a page that has inline scripts: those that it has now may run, and no others.</summary>
    /// <param name="html">The page.</param>
    public static string ForPage(string html) => Create(InlineScript().Matches(html).Select(m => m.Groups[1].Value));

    private static string Create(IEnumerable<string> scripts)
    {
        var hashes = scripts.Select(s => $" 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(s)))}'");
        return "default-src 'self'; "
            + $"script-src 'self'{string.Concat(hashes)}; "
            + "style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; "
            + "object-src 'none'; "
            + "base-uri 'self'; "
            + "form-action 'self'; "
            + "frame-ancestors 'none'";
    }

    [GeneratedRegex("""<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>""", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
