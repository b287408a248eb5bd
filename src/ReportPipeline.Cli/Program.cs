Console.WriteLine("ReportPipeline");
