using System.Text.RegularExpressions;

namespace PresenceOfMind.Tests.Shared;

/// <summary>The recipe for nginx of the documents, with a test's ports and certificate.</summary>
internal static partial class NginxRecipe
{
    /// <summary>Reads it.</summary>
    /// <param name="port">Where nginx listens, at 127.0.0.1.</param>
    /// <param name="program">The port of the program.</param>
    public static string Read(int port, int program)
    {
        var document = File.ReadAllText(Repository.PathTo("docs", "reverse-proxy.md")).ReplaceLineEndings("\n");
        var recipe = Block().Match(document).Groups[1].Value;
        Assert.NotEmpty(recipe);
        return Put(
            recipe,
            ("listen 443 ssl;", $"listen 127.0.0.1:{port} ssl;"),
            ("server_name desk.example.com;", "server_name localhost;"),
            ("/etc/ssl/certs/desk.example.com.pem", "CERTIFICATE"),
            ("/etc/ssl/private/desk.example.com.key", "KEY"),
            ("http://127.0.0.1:8080;", $"http://127.0.0.1:{program};"));
    }

    private static string Put(string recipe, params (string Written, string Here)[] changes)
    {
        foreach (var (written, here) in changes)
        {
            Assert.Contains(written, recipe, StringComparison.Ordinal);
            recipe = recipe.Replace(written, here, StringComparison.Ordinal);
        }

        return recipe;
    }

    [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
