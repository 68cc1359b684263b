using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace PresenceOfMind.App.Output;

/// <summary>Prints the output of commands.</summary>
internal static class Terminal
{
    /// <summary>The width of a pipe, so that nothing is cut for a program that reads it.</summary>
    private const int PipeWidth = 4000;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints JSON, one value a line.</summary>
    /// <param name="json">The value.</param>
    public static void Json(JsonNode json) => Console.Out.WriteLine(Text(json));

    /// <summary>JSON in one line.</summary>
    /// <param name="json">The value.</param>
    public static string Text(JsonNode json) => json.ToJsonString(Plain);

    /// <summary>Prints a line.</summary>
    /// <param name="line">The line.</param>
    public static void Line(string line) => Console.Out.WriteLine(line);

    /// <summary>Says what was done: a line for people, or JSON.</summary>
    /// <param name="json">Whether as JSON.</param>
    /// <param name="line">The line; null for none.</param>
    /// <param name="members">What the JSON holds.</param>
    public static void Done(bool json, string? line, params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        if (json)
        {
            Json(JsonBody.Create(members));
        }
        else if (line is not null)
        {
            Line(line);
        }
    }

    /// <summary>Says what went wrong in a command that goes on.</summary>
    /// <param name="line">The line.</param>
    public static void Complain(string line) => Console.Error.WriteLine("pom: " + line.ReplaceLineEndings(" "));

    /// <summary>Says something to the person, beside what a program reads.</summary>
    /// <param name="line">The line.</param>
    public static void Note(string line) => Console.Error.WriteLine(line);

    /// <summary>Asks a question that takes yes or no.</summary>
    /// <param name="question">What is to be decided.</param>
    /// <returns>False also if no person is there to answer.</returns>
    public static bool Asks(string question)
    {
        if (Console.IsInputRedirected)
        {
            return false;
        }

        Console.Error.Write($"{question} Go on? [y/N] ");
        return Console.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Asks for a secret, which is not shown. Only for who sits at a terminal.</summary>
    /// <param name="question">What is asked for.</param>
    public static string AskSecret(string question)
    {
        Console.Error.Write(question);
        var text = new StringBuilder();
        while (Console.ReadKey(intercept: true) is var key && key.Key is not ConsoleKey.Enter)
        {
            if (key.Key is ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                text.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return text.ToString();
    }

    /// <summary>A time as people here read it.</summary>
    /// <param name="time">The time.</param>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Prints a table.</summary>
    /// <param name="headings">A heading a column.</param>
    /// <param name="rows">The rows, a text a column.</param>
    public static void Table(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = PipeWidth;
        }

        AnsiConsole.Write(MakeTable(headings, rows));
    }

    /// <summary>A table that fits the others.</summary>
    /// <param name="headings">A heading a column.</param>
    /// <param name="rows">The rows, a text a column.</param>
    public static Table MakeTable(IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in headings)
        {
            table.AddColumn(new TableColumn(new Markup($"[bold]{Markup.Escape(heading)}[/]")).PadRight(2));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }
}
