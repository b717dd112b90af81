import { ImportProblem } from '#lib/server/importing/problem.ts';

/**
 * The files in a form that was sent. A form without a choice sends one file without a name.
 *
 * @param limit bytes
 * @throws ImportProblem when they are too large together, or did not arrive whole
 */
export async function uploadedFiles(request: Request, limit: number): Promise<File[]> {
  const length = Number(request.headers.get('content-length'));
  if (length > limit) throw new ImportProblem('too-large', `${length} bytes`);
  const form = await request.formData().catch((error: Error & { status?: number }) => {
    throw new ImportProblem(error.status === 413 ? 'too-large' : 'broken-upload', error.message);
  });
  return form.getAll('files').filter((file): file is File => file instanceof File && file.name !== '');
}
