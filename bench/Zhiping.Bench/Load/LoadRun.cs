using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Zhiping.Bench.Load;

/// <summary>Draft saves and uploads beside bare endpoints in the same run, A B A B, and saves while uploads saturate the machine.</summary>
internal static class LoadRun
{
    private const int Savers = 16;
    private const int Uploaders = 32;
    private const int FileLength = 300_000;
    private static readonly string Words = string.Concat(Enumerable.Repeat("任现职以来，我一直在本单位从事本专业工作。", 20));

    public static async Task<int> Run(string[] args)
    {
        var seconds = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 6;
        await using var load = await LoadSite.StartAsync(Baseline);
        var savers = await load.People(Savers, 1);
        var uploaders = await load.People(Uploaders, 1001);
        var plain = Enumerable.Range(0, Uploaders).Select(_ => new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 }) { BaseAddress = new Uri(load.BareAddress) }).ToList();
        await Measure("warm", savers.Select(p => Save(p)), 2);
        for (var round = 1; round <= 3; round++)
        {
            var bare = await Measure("bare save", plain.Take(Savers).Select((c, i) => BareSave(c, i)), seconds);
            var real = await Measure("save", savers.Select(p => Save(p)), seconds);
            Console.WriteLine($"save {round}: {real.Rate:0}/s beside {bare.Rate:0}/s bare = {real.Rate / bare.Rate:0.00}; p50 {real.P(50):0.0} ms, p99 {real.P(99):0.0} ms");
        }

        for (var round = 1; round <= 3; round++)
        {
            var bare = await Measure("bare upload", plain.Take(Savers).Select((c, i) => BareUpload(c, i)), seconds);
            var real = await Measure("upload", uploaders.Take(Savers).Select((p, i) => Upload(p, i)), seconds);
            Console.WriteLine($"upload {round}: {real.Rate:0}/s beside {bare.Rate:0}/s bare = {real.Rate / bare.Rate:0.00}; p99 {real.P(99):0.0} ms");
        }

        var both = Measure("upload", uploaders.Select((p, i) => Upload(p, 100 + i)), seconds * 2);
        var beside = await Measure("save beside uploads", savers.Select(p => Save(p)), seconds);
        var uploads = await both;
        Console.WriteLine($"save beside {Uploaders} uploaders ({uploads.Rate:0} uploads/s): {beside.Rate:0}/s; p50 {beside.P(50):0.0} ms, p99 {beside.P(99):0.0} ms");
        return 0;
    }

    private static void Baseline(WebApplication app, NpgsqlDataSource data, string blobs)
    {
        using (var made = data.CreateCommand("create table bench_drafts (id int primary key, content jsonb, number int, saved_at timestamptz); create table bench_files (sha text, length bigint)"))
        {
            made.ExecuteNonQuery();
        }

        app.MapPost("/save/{id:int}", async (int id, HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync();
            await using var command = data.CreateCommand("insert into bench_drafts values ($1, $2::jsonb, 1, now()) on conflict (id) do update set content = excluded.content, number = bench_drafts.number + 1, saved_at = now()");
            command.Parameters.AddWithValue(id);
            command.Parameters.AddWithValue(System.Text.Json.JsonSerializer.Serialize(form["v.main.text"].ToString()));
            await command.ExecuteNonQueryAsync();
            return Results.NoContent();
        });
        app.MapPost("/upload", async (HttpContext http) =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var path = Path.Combine(blobs, "bench" + Random.Shared.NextInt64());
            var buffer = new byte[128 * 1024];
            long length = 0;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous))
            {
                while (await http.Request.Body.ReadAsync(buffer) is > 0 and var read)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read));
                    length += read;
                }

                file.Flush(flushToDisk: true);
            }

            await using var command = data.CreateCommand("insert into bench_files values ($1, $2)");
            command.Parameters.AddWithValue(Convert.ToHexStringLower(hash.GetHashAndReset()));
            command.Parameters.AddWithValue(length);
            await command.ExecuteNonQueryAsync();
            return Results.StatusCode(StatusCodes.Status201Created);
        });
    }

    private static Func<int, Task> Save(LoadPerson person)
    {
        var number = "";
        return async turn =>
        {
            number = number.Length > 0 ? number : await Present(person);
            using var form = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", person.Token), new("number", number), new("entry", "main"), new("v.main.text", Words + turn),
            ]);
            using var answer = await person.Client.PostAsync(new Uri($"/applications/{person.Application}/sections/summary/save", UriKind.Relative), form);
            Expect(answer, HttpStatusCode.NoContent);
            number = answer.Headers.GetValues("X-Number").Single();
        };
    }

    private static async Task<string> Present(LoadPerson person)
    {
        var page = await person.Client.GetStringAsync(new Uri($"/applications/{person.Application}/sections/summary", UriKind.Relative));
        var at = page.IndexOf("name=\"number\" value=\"", StringComparison.Ordinal) + 21;
        return page[at..page.IndexOf('"', at)];
    }

    private static Func<int, Task> BareSave(HttpClient client, int id) => async turn =>
    {
        using var form = new FormUrlEncodedContent([new("number", "1"), new("entry", "main"), new("v.main.text", Words + turn)]);
        using var answer = await client.PostAsync(new Uri($"/save/{id}", UriKind.Relative), form);
        Expect(answer, HttpStatusCode.NoContent);
    };

    private static Func<int, Task> Upload(LoadPerson person, int salt)
    {
        var file = File(salt);
        var run = Random.Shared.Next();
        return async turn =>
        {
            BitConverter.TryWriteBytes(file.AsSpan(16), turn);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/applications/{person.Application}/sections/practice/uploads?slot=proof&entry=r{run}-{turn / 25}", UriKind.Relative));
            request.Headers.Add("Tus-Resumable", "1.0.0");
            request.Headers.Add("RequestVerificationToken", person.Token);
            request.Headers.Add("Upload-Length", file.Length.ToString(CultureInfo.InvariantCulture));
            request.Content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } };
            using var answer = await person.Client.SendAsync(request);
            Expect(answer, HttpStatusCode.Created);
        };
    }

    private static Func<int, Task> BareUpload(HttpClient client, int salt)
    {
        var file = File(salt + 5000);
        return async turn =>
        {
            BitConverter.TryWriteBytes(file.AsSpan(16), turn);
            using var content = new ByteArrayContent(file);
            using var answer = await client.PostAsync(new Uri("/upload", UriKind.Relative), content);
            Expect(answer, HttpStatusCode.Created);
        };
    }

    /// <summary>Looks like a JPEG and is like no other.</summary>
    private static byte[] File(int salt)
    {
        var file = new byte[FileLength];
        new Random(salt).NextBytes(file);
        (file[0], file[1], file[2]) = (0xFF, 0xD8, 0xFF);
        BitConverter.TryWriteBytes(file.AsSpan(24), Stopwatch.GetTimestamp());
        return file;
    }

    private static void Expect(HttpResponseMessage answer, HttpStatusCode expected)
    {
        if (answer.StatusCode != expected)
        {
            throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri} answered {answer.StatusCode}.");
        }
    }

    private static async Task<Measured> Measure(string what, IEnumerable<Func<int, Task>> callers, int seconds)
    {
        var times = new ConcurrentBag<double>();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(callers.Select(call => Task.Run(async () =>
        {
            for (var turn = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; turn++)
            {
                var begun = Stopwatch.GetTimestamp();
                await call(turn);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        })));
        return new Measured(what, [.. times.Order()], Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private sealed record Measured(string What, double[] Times, double Seconds)
    {
        public double Rate => Times.Length / Seconds;

        public double P(int percent) => Times[Math.Min(Times.Length - 1, Times.Length * percent / 100)];
    }
}
